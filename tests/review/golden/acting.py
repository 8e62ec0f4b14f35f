"""A scripted brand team in a drill of crowd and stand-ins: who does what at which second."""

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from pathlib import Path
from typing import Final

from app.crowd.breaches import breach_in
from app.crowd.step import Crowds
from app.headless import Cast, Drill, conduct
from app.ids import DESK, ExerciseTime, FactId, Handle, InjectId, ParticipantId, PostId, SeatId
from app.rehearsal import commands as c
from app.rehearsal.entry import Entry
from app.rehearsal.events import DraftOpened, Event, FactClaimed, FlagSort, NoteTag, Posture
from app.rehearsal.state import Rehearsal
from app.scenario.reading import read_scenario
from app.scenario.routes import ContentClass
from app.standins.play import moves

SCENARIO: Final = Path(__file__).resolve().parents[3] / "scenarios/too-wide-for-the-seat/scenario.yaml"
SEED: Final = 11
BEAT: Final = 4.0
BRAND, COMMS, LEGAL = Handle("meridianair"), SeatId("brand-comms"), SeatId("brand-legal")
DECIDER, OPS, OBSERVER = SeatId("brand-decision"), SeatId("brand-ops"), SeatId("observer-1")
SEATS: Final = {"legal": LEGAL, "decision_maker": DECIDER, "subject_expert": OPS, "communicator": COMMS}

Ask = Callable[[Rehearsal], c.Command]


@dataclass(frozen=True, slots=True)
class Step:
    """What a seat asks at `t`."""

    t: ExerciseTime
    seat: SeatId
    ask: Ask


Part = Generator[Step, tuple[Event, ...], None]
"""Steps that follow from each other: each is told what the one before it made."""


def at(clock: str) -> ExerciseTime:
    """Exercise seconds of `mm:ss`."""
    minutes, seconds = clock.split(":")
    return 60.0 * int(minutes) + int(seconds)


def one(clock: str, seat: SeatId, command: c.Command) -> Part:
    """A single command."""
    yield Step(at(clock), seat, lambda _: command)


def says(clock: str, seat: SeatId, text: str) -> Part:
    """A line in the war room."""
    return one(clock, seat, c.SayInChat(text=text))


def writes(clock: str, to: str, text: str) -> Part:
    """A message of the brand's."""
    return one(clock, COMMS, c.SendMessage(sender=BRAND, to=Handle(to), text=text))


def flags(clock: str, seat: SeatId, sort: FlagSort, text: str, inject: str | None = None) -> Part:
    """A chance or a mistake that somebody of the brand sees, on an inject's post."""
    yield Step(at(clock), seat, lambda now: c.RaiseFlag(sort=sort, text=text, post=post_of(now, inject)))


def notes(clock: str, text: str, tag: NoteTag, item: str | None = None) -> Part:
    """What the evaluator writes down."""
    return one(clock, OBSERVER, c.WriteNote(text=text, tag=tag, noticed=at(clock) - 4, item=item))


def holds(clock: str, text: str, to: str) -> Part:
    """A holding statement in an inject's thread: it needs nobody's yes."""
    yield Step(
        at(clock), COMMS, lambda now: c.PublishPost(author=BRAND, text=text, reply_to=post_of(now, to))
    )


def checks(clock: str, text: str, source: str, settled: str, *, right: bool = True) -> Part:
    """A claim on the board, and when it was confirmed or refuted."""
    made = yield Step(at(clock), OPS, lambda _: c.ClaimFact(text=text))
    (fact,) = (event.fact for event in made if isinstance(event, FactClaimed))
    settle = c.ConfirmFact if right else c.RefuteFact
    yield Step(at(settled), OPS, lambda _: settle(fact=fact, source=source))


def drafts(
    clock: str,
    text: str,
    *,
    to: str | None = None,
    posture: Posture = "answers",
    content: ContentClass = "information",
    cites: tuple[str, ...] = (),
    takes: tuple[float, ...] = (40, 90, 60, 20),
    anyway: str | None = None,
) -> Part:
    """A draft on its way out.

    Args:
        takes: seconds until it is handed in, until each yes, and until it is out; the last but one repeats.
        anyway: why nobody was asked; then it goes out as soon as it is written.
    """
    cited = tuple(FactId(one) for one in cites)
    made = yield Step(
        at(clock),
        COMMS,
        lambda now: c.OpenDraft(
            text=text, reply_to=post_of(now, to), posture=posture, content=content, cites=cited
        ),
    )
    (draft,) = (event.draft for event in made if isinstance(event, DraftOpened))
    t = at(clock) + takes[0]
    if anyway is None:
        submitted = yield Step(t, COMMS, lambda _: c.SubmitDraft(draft=draft))
        needs = next(event.needs for event in submitted if hasattr(event, "needs"))
        for number, position in enumerate(needs):
            t += takes[min(number + 1, len(takes) - 2)]
            yield Step(t, SEATS[position], lambda _: c.ApproveDraft(draft=draft))
        t += takes[-1]
    yield Step(t, COMMS, lambda _: c.PublishDraft(draft=draft, anyway=anyway))


def deletes(clock: str, words: str) -> Part:
    """The brand's post with these words in it is deleted."""
    yield Step(at(clock), COMMS, lambda now: c.DeletePost(post=said(now, words)))


def post_of(now: Rehearsal, inject: str | None) -> PostId | None:
    """The post of an inject, if it has one."""
    return None if inject is None else now.cues[InjectId(inject)].post


def said(now: Rehearsal, words: str) -> PostId:
    """The brand's newest post with these words in it."""
    posts = [post for post in now.feed.posts.values() if post.author == BRAND and words in post.text]
    return posts[-1].id


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Who sits there, what they said before StartEx, and what they do after."""

    sure: int
    signed: tuple[SeatId, ...]
    parts: tuple[Part, ...]
    sure_after: int


def play(team: Team) -> list[Entry]:
    """The log of the drill; whatever is turned down fails it."""
    scenario = read_scenario(SCENARIO.read_text("utf-8"))
    drill = Drill(scenario, seed=SEED)
    _begin(drill, team)
    cast, queue = Cast(crowd=Crowds(), standins=moves, judge=breach_in), _Queue(team.parts)
    for t in conduct(drill, cast, every=BEAT):
        for step, part in queue.due(t):
            entry = drill.ask(step.seat, step.ask(drill.rehearsal), drill.rehearsal.at)
            queue.go_on(part, entry.events)
    drill.end()
    for seat in SEATS.values():
        drill.ask(seat, c.GiveConfidence(value=team.sure_after), drill.rehearsal.at)
    return drill.log


def _begin(drill: Drill, team: Team) -> None:
    for seat in SEATS.values():
        take = c.TakeSeat(role="brand", participant=ParticipantId(f"at {seat}"), name=str(seat), seat=seat)
        drill.ask(DESK, take, drill.rehearsal.at)
    watch = c.TakeSeat(role="observer", participant=ParticipantId("watching"), name="Evaluator")
    drill.ask(DESK, watch, drill.rehearsal.at)
    for seat in SEATS.values():
        drill.ask(seat, c.GiveConfidence(value=team.sure), drill.rehearsal.at)
        if seat in team.signed:
            drill.ask(seat, c.SignPlan(), drill.rehearsal.at)
    drill.start()


class _Queue:
    """The next step of each part, the earliest first."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._heap: list[tuple[ExerciseTime, int, Step, Part]] = []
        self._number = 0
        for part in parts:
            self._put(next(part), part)

    def due(self, t: ExerciseTime) -> Iterator[tuple[Step, Part]]:
        while self._heap and self._heap[0][0] <= t:
            _, _, step, part = heappop(self._heap)
            yield step, part

    def go_on(self, part: Part, made: tuple[Event, ...]) -> None:
        try:
            self._put(part.send(made), part)
        except StopIteration:
            return

    def _put(self, step: Step, part: Part) -> None:
        self._number += 1
        heappush(self._heap, (step.t, self._number, step, part))
