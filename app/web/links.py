"""The links that let people in. What is secret in them stands in the fragment, which is never sent."""

from pydantic import BaseModel

from app.ids import RehearsalId, SeatId
from app.live.keys import Keyring


class Links(BaseModel):
    """Where facilitator, observers and players come in; `code` is what the join link holds."""

    facilitator: str
    observer: str
    join: str
    code: str


def links_of(base: str, keyring: Keyring, rehearsal: RehearsalId, code: str) -> Links:
    """The links of a rehearsal on the server at `base`, like `http://localhost:8000`."""
    home = base.rstrip("/")
    return Links(
        facilitator=f"{home}/join#{keyring.key(rehearsal, 'facilitator')}",
        observer=f"{home}/join#{keyring.key(rehearsal, 'observer')}",
        join=f"{home}/join#{code}",
        code=code,
    )


def seat_url(rehearsal: RehearsalId, seat: SeatId) -> str:
    """The page of a seat."""
    return f"/r/{rehearsal}/{seat}"
