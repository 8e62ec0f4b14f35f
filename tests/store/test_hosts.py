"""Hosts in SQL, on SQLite and PostgreSQL alike."""

import asyncio

import pytest

from app.store.archive import Archive
from app.store.database import Taken
from app.store.host_tables import AuditRow, HostAccountRow, HostSessionRow


def account(name: str, issuer: str | None = None, subject: str | None = None) -> HostAccountRow:
    return HostAccountRow(
        id=f"host-{name}", login=name, name=name.title(), issuer=issuer, subject=subject, created_at=1
    )


def session(of: str, *, at: int = 10, until: int = 100) -> HostSessionRow:
    return HostSessionRow(token_hash=f"t-{of}", account=f"host-{of}", created_at=at, expires_at=until)


async def test_an_invitation_makes_one_account_however_many_use_it_at_once(archive: Archive) -> None:
    async def tried(name: str) -> bool:
        try:
            await archive.add_account(account(name), invite="the-one")
        except Taken:
            return False
        return True

    made = await asyncio.gather(*(tried(name) for name in ("dana", "mara", "teo", "bo")))
    assert sum(made) == 1
    assert len(await archive.hosts()) == 1
    assert await archive.spent("the-one")
    assert not await archive.spent("another")


async def test_a_login_and_a_subject_are_one_accounts(archive: Archive) -> None:
    await archive.add_account(account("dana", issuer="https://id.example", subject="7"))
    for other in (account("dana"), account("mara", issuer="https://id.example", subject="7")):
        other.id = "host-other"
        with pytest.raises(Taken):
            await archive.add_account(other)
    await archive.add_account(account("teo"))
    await archive.add_account(account("bo"))
    found = await archive.host_of_subject("https://id.example", "7")
    assert found is not None
    assert found.login == "dana"


async def test_a_session_lasts_until_its_time_its_end_or_its_accounts(archive: Archive) -> None:
    for name in ("dana", "mara", "teo"):
        await archive.add_account(account(name))
        await archive.begin_session(session(name))
    one = await archive.signed_in("t-dana", 99)
    assert one is not None
    assert one.login == "dana"
    assert await archive.signed_in("t-dana", 100) is None
    await archive.end_session("t-dana")
    assert await archive.signed_in("t-dana", 50) is None
    await archive.disable_host("host-mara", 50)
    assert await archive.signed_in("t-mara", 50) is None
    await archive.set_password("host-teo", "other")
    assert await archive.signed_in("t-teo", 50) is None


async def test_the_trail_keeps_what_was_done_newest_first(archive: Archive) -> None:
    for act in ("first", "second", "third"):
        await archive.audit(AuditRow(at=1, account=None, act=act, about="r1"))
    assert [row.act for row in await archive.audited(limit=2)] == ["third", "second"]
