"""Names and links to the review."""

from dataclasses import replace

from app.rehearsal import events as e
from app.rehearsal.shared import Link, Names
from app.rehearsal.stamp import Stamp
from app.rehearsal.state import Rehearsal

SharedEvent = e.NamesUnsealed | e.NamesSealed | e.LinkMade | e.LinkRevoked


def apply(rehearsal: Rehearsal, event: SharedEvent, stamp: Stamp) -> None:
    """Apply one event of what is given out."""
    match event:
        case e.NamesUnsealed(seat=seat):
            rehearsal.names = Names(open=True, seat=seat, at=stamp.at)
        case e.NamesSealed(seat=seat):
            rehearsal.names = Names(open=False, seat=seat, at=stamp.at)
        case e.LinkMade(link=link, seat=seat, expires=expires):
            rehearsal.links[link] = Link(id=link, seat=seat, made=stamp.at, expires=expires)
        case e.LinkRevoked(link=link):
            rehearsal.links[link] = replace(rehearsal.links[link], revoked=stamp.at)
