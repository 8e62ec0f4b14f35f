"""The links to a review that a log tells of."""

from collections.abc import Iterable
from dataclasses import replace

from app.ids import LinkId
from app.rehearsal import events as e
from app.rehearsal.entry import Entry
from app.rehearsal.shared import Link


def links_of(log: Iterable[Entry]) -> dict[LinkId, Link]:
    """Every link, with what became of it, without folding the whole drill."""
    links: dict[LinkId, Link] = {}
    for entry in log:
        for event in entry.events:
            match event:
                case e.LinkMade(link=name, seat=seat, expires=expires):
                    links[name] = Link(id=name, seat=seat, made=entry.at, expires=expires)
                case e.LinkRevoked(link=name):
                    links[name] = replace(links[name], revoked=entry.at)
                case _:
                    continue
    return links
