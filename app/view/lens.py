"""What each seat was told and when, from a log: what it could know at a moment of the drill.

Nothing is decided here: it is what the live views got, each event as that view was shown it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor
from typing import Final

from app.ids import ExerciseTime, Handle, View
from app.rehearsal.entry import Entry
from app.rehearsal.events import Event
from app.rehearsal.evolve import begin, evolve
from app.rehearsal.seats import ROLES
from app.rehearsal.state import Rehearsal
from app.view.listening import heard
from app.view.snapshot import RoleSnapshot, role_snapshot
from app.view.visibility import WAR_ROOM, audience, seen_by

PUBLIC: Final = "public"
"""The lens of whoever only reads the feed: what every role is shown."""
_READERS: Final = View("bystander")
LISTENED_EVERY: Final = 60.0
"""Exercise seconds between two looks at the listening tool, which tells whole minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event in one of the forms it was shown in, at exercise time `t`."""

    t: ExerciseTime
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Listened:
    """What the brand's listening tool showed at `t`: percent of the mentions against it and for it."""

    t: ExerciseTime
    negative: int | None
    positive: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """Whose eyes the replay can be seen through.

    Attributes:
        id: a seat's, or `public`.
        truth: whether it is shown the mood of the crowd.
        listens: whether it is shown the listening tool.
        accounts: those it speaks as.
        told: what it was shown, in order, as places in `Lenses.told`.
    """

    id: str
    truth: bool
    listens: bool
    accounts: tuple[Handle, ...]
    told: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lenses:
    """Some lenses of a drill; `told` holds each form of each event once, in order of the log.

    `listened` is empty where none of them is shown the listening tool.
    """

    told: tuple[Told, ...]
    listened: tuple[Listened, ...]
    lenses: tuple[Lens, ...]


def lenses_of(log: Iterable[Entry], only: str | None = None) -> Lenses:
    """Every lens of a drill, or one.

    Args:
        log: all entries.
        only: a seat, or `public`; of one that is not there there is no lens.

    Raises:
        ValueError: it is no whole log from entry 1 on.
    """
    entries = iter(log)
    first = next(entries, None)
    if first is None:
        raise ValueError("an empty log has no lenses")
    rehearsal, telling, listening = begin(first), _Telling(), _Listening()
    for entry in entries:
        t = rehearsal.clock.time(entry.at)
        if _listens(rehearsal, only):
            listening.reach(rehearsal, t)
        evolve(rehearsal, entry)
        telling.see(rehearsal, entry, t)
    wanted = {name: views for name, views in _views(rehearsal).items() if only in (None, name)}
    return telling.through(rehearsal, wanted, tuple(listening.listened))


def _listens(rehearsal: Rehearsal, only: str | None) -> bool:
    return only is None or any(
        one.id == only and View(one.role) in WAR_ROOM for one in rehearsal.seats.values()
    )


def _views(rehearsal: Rehearsal) -> dict[str, tuple[View, ...]]:
    """What each lens is shown: of a seat, as live, its role's view and its own."""
    seats = {str(seat.id): (View(seat.role), seat.view) for seat in rehearsal.seats.values()}
    return {PUBLIC: (_READERS,), **seats}


class _Listening:
    """Follows a log and looks at the listening tool once a minute."""

    def __init__(self) -> None:
        self.listened: list[Listened] = []
        self._next = LISTENED_EVERY

    def reach(self, rehearsal: Rehearsal, t: ExerciseTime) -> None:
        """Look before an entry at `t` is applied, if a minute is over."""
        if t < self._next:
            return
        now = floor(t / LISTENED_EVERY) * LISTENED_EVERY
        self._next = now + LISTENED_EVERY
        shown = heard(rehearsal, now)
        against, kind = (each[-1] if each else None for each in (shown.negative, shown.positive))
        self.listened.append(
            Listened(
                t=now,
                negative=against.value if against else None,
                positive=kind.value if kind else None,
            )
        )


class _Telling:
    """Follows a log and keeps what each view is shown."""

    def __init__(self) -> None:
        self._told: list[Told] = []
        self._views: dict[View, list[int]] = {}

    def see(self, rehearsal: Rehearsal, entry: Entry, t: ExerciseTime) -> None:
        """Note what the views are shown of an entry that was just applied at `t`."""
        for event in entry.events:
            forms: dict[Event, int] = {}
            for view in sorted(audience(event, rehearsal)):
                shown = seen_by(event, view, rehearsal)
                if shown is None:
                    continue
                if shown not in forms:
                    forms[shown] = len(self._told)
                    self._told.append(Told(t=t, event=shown))
                self._views.setdefault(view, []).append(forms[shown])

    def through(
        self, rehearsal: Rehearsal, wanted: dict[str, tuple[View, ...]], listened: tuple[Listened, ...]
    ) -> Lenses:
        """The lenses, and of what was told what they need."""
        seen = {
            name: sorted({at for view in views for at in self._views.get(view, ())})
            for name, views in wanted.items()
        }
        needed = sorted({at for each in seen.values() for at in each})
        place = {at: number for number, at in enumerate(needed)}
        roles = {view: role_snapshot(rehearsal, view) for view in map(View, ROLES)}
        lenses = tuple(
            _lens(rehearsal, name, views[0], roles[views[0]], tuple(place[at] for at in seen[name]))
            for name, views in wanted.items()
        )
        return Lenses(
            told=tuple(self._told[at] for at in needed),
            listened=listened if any(one.listens for one in lenses) else (),
            lenses=lenses,
        )


def _lens(rehearsal: Rehearsal, name: str, role: View, shown: RoleSnapshot, told: tuple[int, ...]) -> Lens:
    seat = next((one for one in rehearsal.seats.values() if one.id == name), None)
    return Lens(
        id=name,
        truth=shown.truth is not None,
        listens=role in WAR_ROOM,
        accounts=rehearsal.accounts_of(seat) if seat else (),
        told=told,
    )
