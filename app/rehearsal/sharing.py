"""Unsealing names, and links to the review: after EndEx, by the facilitator."""

from app.ids import LinkId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking
from app.rehearsal.refusals import Refused
from app.rehearsal.shared import DAY_MS, Link
from app.rehearsal.state import Rehearsal

MOST_OPEN = 20
"""Links that let in at one time."""

SharingCommand = c.UnsealNames | c.SealNames | c.MakeLink | c.RevokeLink


def decide(rehearsal: Rehearsal, asking: Asking, command: SharingCommand) -> tuple[e.Event, ...]:
    """Decide one command about who learns what after EndEx."""
    seat = asking.place.id
    match command:
        case c.UnsealNames():
            if rehearsal.names.open:
                raise Refused("conflict", "the names are unsealed already")
            return (e.NamesUnsealed(seat=seat),)
        case c.SealNames():
            return (e.NamesSealed(seat=seat),)
        case c.MakeLink(days=days):
            if sum(link.opens(asking.at) for link in rehearsal.links.values()) >= MOST_OPEN:
                raise Refused("too_large", f"{MOST_OPEN} links at most; revoke one that nobody needs")
            link = LinkId(f"l{len(rehearsal.links) + 1}")
            return (e.LinkMade(link=link, seat=seat, expires=asking.at + days * DAY_MS),)
        case c.RevokeLink(link=name):
            if _the_link(rehearsal, name).revoked is not None:
                raise Refused("conflict", f"link {name} is revoked already")
            return (e.LinkRevoked(link=name, seat=seat),)


def _the_link(rehearsal: Rehearsal, name: LinkId) -> Link:
    found = rehearsal.links.get(name)
    if found is None:
        raise Refused("not_found", f"there is no link {name}")
    return found
