"""A rehearsal is erased by who leads it, by its title, while people are in it or when it is over."""

import httpx
import pytest
from anyio import to_thread

from app.cli import main
from app.wire.closing import Close
from tests.people import Person
from tests.redises import shelf
from tests.serving import ServerProcess


async def erase(person: Person, title: str) -> httpx.Response:
    return await person.http.request("DELETE", f"/api/rehearsals/{person.rehearsal}", json={"title": title})


async def title_of(person: Person) -> str:
    told = (await person.http.get(f"/api/rehearsals/{person.rehearsal}/erasing")).json()
    assert told["may"], told
    return str(told["title"])


async def test_who_leads_erases_it_and_everybody_in_it_is_told(base: str) -> None:
    async with Person(base) as dana, Person(base) as ada:
        started = await dana.start()
        await ada.join(started["links"]["code"], "Ada", "critic-1")
        await dana.come()
        await ada.come()
        title = await title_of(dana)
        assert (await ada.http.get(f"/api/rehearsals/{ada.rehearsal}/erasing")).json()["may"] is False
        strange = await erase(ada, title)
        assert (strange.status_code, strange.json()["code"]) == (httpx.codes.FORBIDDEN, "forbidden")
        other = await erase(dana, f"{title}!")
        assert (other.status_code, other.json()["code"]) == (422, "invalid")
        assert dana.is_here
        gone = await erase(dana, f" {title} ")
        assert gone.status_code == httpx.codes.OK, gone.text
        assert gone.json()["rows"]["rehearsals"] == 1
        assert await dana.wait_closed() == await ada.wait_closed() == Close.OVER
        again = await erase(dana, title)
        assert again.json() == {"keys": 0, "rows": {}}
        assert (await dana.http.get("/api/mine")).json() == {"rehearsals": []}
        lost = await ada.http.post(f"/api/rehearsals/{ada.rehearsal}/ticket", json={"seat": ada.seat})
        assert lost.status_code in (403, 404)
        trail = (await dana.http.get("/api/host/trail")).json()["deeds"]
        assert ("rehearsal.erased", dana.rehearsal) in [(one["act"], one["about"]) for one in trail]


async def test_the_command_line_erases_beside_a_running_server(
    server: ServerProcess, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in shelf.environment(server.data).items():
        monkeypatch.setenv(name, value)  # the settings of the server it stands beside
    async with Person(server.base) as dana:
        await dana.start()
        await dana.come()
        assert await to_thread.run_sync(main, ["erase", dana.rehearsal, "--data", str(server.data)]) == 0
        assert await dana.wait_closed() == Close.OVER
        assert "1 of rehearsals" in capsys.readouterr().out
        assert await to_thread.run_sync(main, ["erase", dana.rehearsal, "--data", str(server.data)]) == 0
        assert "nothing of it" in capsys.readouterr().out


async def test_who_led_a_drill_takes_somebodys_name_out_of_it(base: str) -> None:
    async with Person(base) as dana, Person(base) as ada:
        started = await dana.start(name="Dana")
        await ada.join(started["links"]["code"], "Zyxwald Ada", "critic-1")
        await dana.come()
        await dana.done("clock.start")
        here = f"/api/rehearsals/{dana.rehearsal}"
        sure = {"title": await title_of(dana), "seat": "critic-1"}
        running = await dana.http.request("DELETE", f"{here}/participants", json=sure)
        assert (running.status_code, running.json()["code"]) == (409, "conflict"), running.text
        await dana.come()
        await dana.done("clock.end")
        await dana.done("names.unseal")
        assert "Zyxwald Ada" in (await dana.http.get(f"{here}/review")).text
        strange = await ada.http.request("DELETE", f"{here}/participants", json=sure)
        assert strange.json()["code"] == "forbidden"
        nobody = await dana.http.request("DELETE", f"{here}/participants", json={**sure, "seat": "critic-9"})
        assert nobody.json()["code"] == "not_found"
        done = await dana.http.request("DELETE", f"{here}/participants", json=sure)
        assert done.json() == {"people": 1}, done.text
        for path in ("review", "exports/log.json", "exports/as-run.csv"):
            told = await dana.http.get(f"{here}/{path}")
            assert told.status_code == httpx.codes.OK, (path, told.text)
            assert "Zyxwald" not in told.text, path
        assert "Dana" in (await dana.http.get(f"{here}/exports/log.json")).text
        assert (await ada.http.get(f"{here}/review")).status_code == httpx.codes.FORBIDDEN
