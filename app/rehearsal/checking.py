"""What the log can tell of the guide's items by itself, as of a moment. A pure function of the rehearsal."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf

from app.ids import ExerciseTime
from app.rehearsal.counting import COUNTED, Happened, answer_to, other_hands, past_the_model, touched
from app.rehearsal.rating import Evidence, Mark
from app.rehearsal.state import Rehearsal
from app.scenario.guide import Check, GuideItem
from app.scenario.times import say_time

MOST_EVIDENCE = 5
"""What is offered as evidence; the rest can be found in the feed."""
LATE_BY_HALF = 1.5
"""Of the time allowed: until then a wait is S, later M."""
_BEST_FIRST: tuple[Mark, ...] = ("P", "S", "M", "U")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the log says of an item.

    Attributes:
        mark: the rating that follows, None while nothing can be said.
        said: what was measured, in words.
        final: whether nothing that comes can change it.
        evidence: some of what it rests on.
    """

    item: str
    mark: Mark | None
    said: str
    final: bool
    evidence: tuple[Evidence, ...] = ()


def checks(rehearsal: Rehearsal, t: ExerciseTime) -> tuple[Checked, ...]:
    """What the log says at exercise second `t`, of each item that has a check."""
    found = (checked(rehearsal, item, t) for item in rehearsal.scenario.guide)
    return tuple(one for one in found if one is not None)


def checked(rehearsal: Rehearsal, item: GuideItem, t: ExerciseTime) -> Checked | None:
    """What the log says of one item, None where it has no check."""
    check = item.check
    if check is None:
        return None
    look = _Look(rehearsal, item.id, check, t)
    since = _since(rehearsal, check)
    if rehearsal.clock.state == "lobby" or since is None:
        return look.unsaid("its inject is not out" if since is None else "before StartEx")
    match check.measure:
        case "left_alone":
            return look.unbroken(*touched(rehearsal, check), "touched")
        case "approvals":
            return look.unbroken(*past_the_model(rehearsal), "past the decision model")
        case "one_voice":
            return look.unbroken(*other_hands(rehearsal), "by another hand")
        case "answer":
            return look.answers()
        case "first_post" | "holding_line":
            return look.wait(since, next(_after(rehearsal, check, since), None))
        case _:
            return look.count(since, list(_after(rehearsal, check, since)))


def _since(rehearsal: Rehearsal, check: Check) -> ExerciseTime | None:
    """From when it counts; None while none of its injects is out."""
    if not check.injects:
        return 0.0
    out = (rehearsal.cues[one].delivered_t for one in check.injects if one in rehearsal.cues)
    return min((t for t in out if t is not None), default=None)


def _after(rehearsal: Rehearsal, check: Check, since: ExerciseTime) -> Iterator[Happened]:
    found = sorted(COUNTED[check.measure](rehearsal, check), key=lambda one: one.t)
    return (one for one in found if one.t > since)


@dataclass(frozen=True, slots=True)
class _Look:
    """One item looked at, at exercise second `t`."""

    rehearsal: Rehearsal
    item: str
    check: Check
    t: ExerciseTime

    @property
    def over(self) -> bool:
        return self.rehearsal.clock.state == "ended"

    @property
    def within(self) -> float:
        return inf if self.check.within is None else self.check.within

    def unsaid(self, said: str) -> Checked:
        """Nothing can be said yet; at EndEx, never."""
        return Checked(item=self.item, mark=None, said=said, final=self.over)

    def answers(self) -> Checked:
        """Each inject that is out waits for its own answer; the worst counts."""
        cues = [self.rehearsal.cues[one] for one in self.check.injects if one in self.rehearsal.cues]
        waits = [
            self.wait(
                cue.delivered_t, answer_to(self.rehearsal, cue), Evidence(sort="inject", id=cue.inject.id)
            )
            for cue in cues
            if cue.delivered_t is not None
        ]
        if len(waits) == 1:
            return waits[0]
        known = [one.mark for one in waits if one.mark is not None]
        good = sum(mark == "P" for mark in known)
        worst = max(known, key=_BEST_FIRST.index) if len(known) == len(waits) or "U" in known else None
        return Checked(
            item=self.item,
            mark=worst,
            said=f"{good} of {len(waits)} answered in time",
            final=all(one.final for one in waits),
            evidence=_some(piece for one in waits for piece in one.evidence),
        )

    def wait(self, since: ExerciseTime, came: Happened | None, waited_for: Evidence | None = None) -> Checked:
        """How long it took until something came."""
        due = since + self.within
        target = "" if self.check.within is None else f", target {say_time(self.within)}"
        if came is not None:
            took = came.t - since
            mark: Mark = "P" if took <= self.within else "S" if took <= self.within * LATE_BY_HALF else "M"
            return self._told(mark, f"after {say_time(took)}{target}", final=True, evidence=(came.what,))
        lost = (waited_for,) if waited_for else tuple(_inject(one) for one in self.check.injects)
        if self.over:
            return self._told("U", f"never{target}", final=True, evidence=lost)
        if self.t > due:
            return self._told("U", f"not yet{target}", final=False, evidence=lost)
        return self.unsaid("not yet" if due == inf else f"due by T+{say_time(due)}")

    def count(self, since: ExerciseTime, found: list[Happened]) -> Checked:
        """How many came in time."""
        due, least = since + self.within, self.check.least
        good = [one for one in found if one.t <= due]
        until = "" if due == inf else f" by T+{say_time(due)}"
        said = (
            f"{len(good)} of {least}{until}" if len(good) < least else f"{len(good)}{until}, target {least}"
        )
        evidence = _some(one.what for one in good)
        if len(good) >= least:
            return self._told("P", said, final=True, evidence=evidence)
        if not self.over and self.t <= due:
            return self.unsaid(f"{said} so far")
        mark: Mark = "U" if not good else "S" if 2 * len(good) >= least else "M"
        return self._told(
            mark, said, final=True, evidence=evidence or tuple(map(_inject, self.check.injects))
        )

    def unbroken(self, all_there: int, broken: list[Evidence], how: str) -> Checked:
        """Of what there should be none: how much of all there is."""
        if all_there == 0:
            return self.unsaid("nothing to look at yet" if not self.over else "there was nothing to look at")
        share = len(broken) / all_there
        mark: Mark = "P" if not broken else "S" if share <= 0.25 else "M" if share <= 0.5 else "U"
        said = f"{len(broken) or 'none'} of {all_there} {how}"
        evidence = _some(broken) or tuple(map(_inject, self.check.injects))
        return self._told(mark, said, final=self.over, evidence=evidence)

    def _told(self, mark: Mark, said: str, *, final: bool, evidence: tuple[Evidence, ...]) -> Checked:
        return Checked(item=self.item, mark=mark, said=said, final=final, evidence=evidence[:MOST_EVIDENCE])


def _inject(name: str) -> Evidence:
    return Evidence(sort="inject", id=name)


def _some(found: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(found)[:MOST_EVIDENCE]
