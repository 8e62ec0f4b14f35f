"""A server is backed up in the middle of a drill and brought back elsewhere: the drill goes on there."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.checker import check_log, log_of
from tests.people import Person
from tests.redises import shelf
from tests.serving import ServerProcess

pytestmark = pytest.mark.faults


async def squall(what: str, file: Path, data: Path) -> subprocess.CompletedProcess[str]:
    """The program itself, beside the server."""
    command = [sys.executable, "-m", "app", what, str(file), "--data", str(data)]
    environment = {**os.environ, **shelf.environment(data)}
    return await asyncio.to_thread(
        subprocess.run, command, capture_output=True, text=True, check=False, env=environment
    )


async def still_review(person: Person) -> bytes:
    """The review, once the last words are said."""
    async with asyncio.timeout(20):
        before = b""
        while True:
            review = await person.http.get(f"/api/rehearsals/{person.rehearsal}/review")
            if review.status_code == httpx.codes.OK and review.content == before:
                return before
            before = review.content


async def end_a_drill(person: Person) -> None:
    await person.start(mode="room", name="Vera")
    await person.come()
    await person.done("clock.start")
    await person.first_post()
    await person.done("clock.end")


async def back_up(server: ServerProcess, file: Path) -> None:
    made = await squall("backup", file, server.data)
    assert made.returncode == 0, made.stderr
    assert "2 rehearsals, 1 of them not over" in made.stdout


async def test_a_drill_goes_on_where_its_backup_is_restored(tmp_path: Path) -> None:
    one = ServerProcess(tmp_path / "one").start()
    two = ServerProcess(tmp_path / "two")
    file = tmp_path / "kept" / "squall.zip"
    try:
        async with Person(one.base) as dana, Person(one.base) as mara, Person(one.base) as vera:
            await end_a_drill(vera)
            links = (await dana.start(mode="room", name="Dana"))["links"]
            await mara.join(links["code"], "Mara", "brand-comms")
            await dana.come()
            await mara.come()
            await dana.done("clock.start")
            await dana.first_post()
            said = await mara.done("chat.say", text="kept by the backup")

            review = await still_review(vera)
            await back_up(one, file)
            await mara.done("chat.say", text="after the backup")

            back = await squall("restore", file, two.data)
            assert "2 rehearsals are back, 1 of them go on" in back.stdout, back.stderr
            await asyncio.to_thread(two.start)

            vera.turn_to(two.base)
            assert await still_review(vera) == review
            place = mara.place()
            await mara.go()
            mara.turn_to(two.base)
            welcome = await mara.come(resume=place)
            assert welcome["mode"] == "snapshot"
            assert welcome["clock"]["state"] == "live"
            chat = [line["text"] for line in welcome["snapshot"]["role"]["war_room"]["chat"]]
            assert chat == ["kept by the backup"]
            assert (await mara.ask("chat.say", ask=said["ask"], text="kept by the backup"))["made"] == said[
                "made"
            ]
            more = await mara.done("chat.say", text="on the other server")
            async with Person(two.base) as newcomer:
                await newcomer.join(links["facilitator"].rpartition("#")[2], "Nils")
                await newcomer.come()
                await newcomer.done("clock.pause")
            entries = await log_of(two.data, mara.rehearsal)
            check_log(entries, [said["ask"], more["ask"]])
    finally:
        await asyncio.to_thread(one.stop)
        await asyncio.to_thread(two.stop)
