"""The fairness guard at the door: what is unfair is turned down before anybody else reads it."""

from collections.abc import Mapping
from types import MappingProxyType

from app.feed.fairness import unfair
from app.feed.fairness.unfair import Unfair, UnfairSort
from app.rehearsal.asking import Asking
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal

ROUGH = 0.8
"""From here on the abuse dial lets the facilitator's accounts say what players may not."""
GUARDED = ("critic", "bystander", "facilitator")
PRIVATE: frozenset[UnfairSort] = frozenset({"phone", "address", "mail", "name"})
"""No dial opens the door for these."""
WHY: Mapping[UnfairSort, str] = MappingProxyType(
    {
        "slur": "is a slur: say what they did, not what they are",
        "threat": "is a threat: nobody is threatened here, not even in play",
        "body": "goes for somebody's body: go for what they did",
        "phone": "looks like a telephone number: no private data, not even invented",
        "address": "looks like somebody's address: no private data, not even invented",
        "mail": "is a mail address: no private data, not even invented",
        "name": "looks like the name of somebody who is not in the cast: use the names of the drill",
    }
)


def keep_fair(rehearsal: Rehearsal, asking: Asking, text: str) -> None:
    """Refuse slurs, threats, attacks on bodies and private data of those who speak for themselves.

    Raises:
        Refused: with the words, and what is wrong with them.
    """
    role = asking.place.role
    if role not in GUARDED:
        return
    found = unfair(text, rehearsal.scenario.language, lambda name: _is_public(rehearsal, name))
    if found is None or _let_through(rehearsal, role, found):
        return
    raise Refused("invalid", f"“{found.words}” {WHY[found.sort]}")


def _let_through(rehearsal: Rehearsal, role: str, found: Unfair) -> bool:
    rough = rehearsal.storm.dials["abuse"] >= ROUGH
    return role == "facilitator" and rough and found.sort not in PRIVATE


def _is_public(rehearsal: Rehearsal, name: str) -> bool:
    """Whether everybody has that name before their eyes: of an account, or in what was posted or briefed.

    Contacts do not count: whoever is turned down must not learn who is behind the scenes.
    """
    scenario = rehearsal.scenario
    accounts = (one.name for one in scenario.cast if one.sort != "contact")
    told = (scenario.title, scenario.brief.public, *accounts)
    posts = rehearsal.feed.posts.values()
    return any(name in one for one in told) or any(name in post.name or name in post.text for post in posts)
