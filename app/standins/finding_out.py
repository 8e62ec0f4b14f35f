"""The subject expert: puts on the board what can be found out, and settles it with its source."""

from app.feed.wording import folded
from app.rehearsal.commands import ClaimFact, ConfirmFact, PlayerCommand, RefuteFact
from app.rehearsal.facts import Fact
from app.scenario.scenario import GroundFact
from app.standins.luck import Luck
from app.view.sight import Sight, WarRoomSight

CLAIMS = (15.0, 75.0)
"""Exercise seconds from what can be known to its claim on the board."""
SETTLES = (40.0, 150.0)
ALIKE = 0.5
"""Share of words two statements have in common when they say the same."""


def find_out(sight: Sight, room: WarRoomSight, luck: Luck) -> PlayerCommand | None:
    """A claim, or the word that settles one."""
    for known in room.known:
        fact = _on_board(room, known)
        if fact is None:
            if sight.t >= known.at + luck.between(*CLAIMS, "claim", known.id):
                return ClaimFact(text=known.text)
        elif fact.standing == "claimed" and sight.t >= fact.claimed_t + luck.between(
            *SETTLES, "settle", known.id
        ):
            settle = ConfirmFact if known.holds else RefuteFact
            return settle(fact=fact.id, source=known.source)
    return None


def _on_board(room: WarRoomSight, known: GroundFact) -> Fact | None:
    """The fact on the board that says it, in these words or in a person's own."""
    exact = next((one for one in room.facts if folded(one.text) == folded(known.text)), None)
    if exact is not None:
        return exact
    taken = {folded(one.text) for one in room.known}
    own_words = (one for one in room.facts if folded(one.text) not in taken)
    return next((one for one in own_words if _alike(one.text, known.text) >= ALIKE), None)


def _alike(one: str, other: str) -> float:
    ours, theirs = ({folded(word) for word in text.split()} for text in (one, other))
    return len(ours & theirs) / max(1, len(ours | theirs))
