"""Whatever a team does: nothing goes out past the model unseen, and the model never locks it in."""

from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.ids import CONDUCTOR, DraftId, SeatId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.drafts import Draft
from app.rehearsal.model import deciders, turn
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal
from app.scenario.plan import Plan, Position
from app.scenario.positions import OUTGOING
from app.scenario.routes import CLASSES, Approval, Delegation, Route
from tests.airline import AIRLINE, BRAND
from tests.build import Drill, a_drill, facilitator, started

POSITIONS: tuple[Position, ...] = ("communicator", "legal", "subject_expert", "decision_maker")
SECOND_LEGAL = replace(AIRLINE.seats[2], id=SeatId("brand-legal-2"))
SEATS = tuple(seat.id for seat in (*AIRLINE.seats[:4], SECOND_LEGAL))

positions = st.lists(st.sampled_from(POSITIONS), max_size=3, unique=True).map(tuple)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any routes, delegates and glass; sometimes no routes at all."""
    cases = draw(st.lists(st.tuples(st.sampled_from(CLASSES), st.integers(1, 3)), max_size=6, unique=True))
    routes = tuple(
        Route(
            id=f"r{number}",
            title="Way",
            content=content,
            severity=severity,
            approvals=tuple(Approval(position=one) for one in draw(positions)),
            own=draw(st.booleans()),
        )
        for number, (content, severity) in enumerate(cases)
    )
    delegates = tuple(Delegation(position=one, by=draw(positions)) for one in draw(positions))
    return replace(AIRLINE.plan, routes=routes, delegates=delegates, break_glass=draw(positions))


@dataclass
class Team:
    """Five seats of the brand that ask whatever comes to mind."""

    drill: Drill
    random: Random
    now: float = 0.0

    def ask(self, by: SeatId, command: c.Command) -> tuple[e.Event, ...]:
        self.now += self.random.choice((0.0, 1.5, 20.0))
        try:
            return self.drill.ask(by, command, at=self.now)
        except Refused:
            return ()

    def go_on(self) -> tuple[e.Event, ...]:
        """The next step of some draft, as the model has it; an approval more likely than the post."""
        rehearsal = self.drill.rehearsal
        open_ones = [one for one in rehearsal.drafts.values() if one.open]
        if not open_ones:
            return ()
        draft = self.random.choice(open_ones)
        if draft.state in ("writing", "rejected"):
            return self.ask(self.random.choice(SEATS), c.SubmitDraft(draft=draft.id))
        if now := turn(rehearsal, draft):
            return self.ask(now.seats[0].id, c.ApproveDraft(draft=draft.id))
        publisher = self.random.choice(SEATS)
        return self.ask(publisher, c.PublishDraft(draft=draft.id)) if self.random.random() < 0.3 else ()

    def anything(self) -> tuple[e.Event, ...]:
        if self.random.random() < 0.4:
            return self.go_on()
        pick, drafts = self.random.choice, list(self.drill.rehearsal.drafts)
        draft, seat = pick(drafts or [DraftId("d1")]), pick(SEATS)
        content, words = pick(CLASSES), f"Words {self.random.randrange(99)}"
        commands: tuple[tuple[SeatId, c.Command], ...] = (
            (seat, c.OpenDraft(text=words, content=content)),
            (seat, c.ReviseDraft(draft=draft, text=words, content=pick((None, content)))),
            (seat, c.SubmitDraft(draft=draft)),
            (seat, c.SubmitDraft(draft=draft)),
            (seat, c.ApproveDraft(draft=draft)),
            (seat, c.ApproveDraft(draft=draft)),
            (seat, c.ApproveDraft(draft=draft)),
            (seat, c.RejectDraft(draft=draft, reason="No")),
            (seat, c.ClassifyDraft(draft=draft, content=content)),
            (seat, c.DeclareSeverity(level=pick((1, 2, 3)))),
            (seat, c.PublishDraft(draft=draft)),
            (seat, c.PublishDraft(draft=draft)),
            (seat, c.PublishDraft(draft=draft, anyway="Now")),
            (seat, c.ScheduleDraft(draft=draft, at=self.drill.t + 5)),
            (CONDUCTOR, c.PublishDraft(draft=draft)),
            (seat, c.PublishPost(author=BRAND, text=words)),
            (seat, c.SayAway(away=pick((True, False)))),
            (seat, c.SayAway(away=True)),
            (seat, c.LeaveSeat()),
            (facilitator(), c.StaffSeat(seat=seat, standin=pick((True, False)))),
            (facilitator(), c.CoverSeat(seat=seat, covered=pick((True, False)))),
            (facilitator(), c.MoveSeat(seat=seat, to=pick(SEATS))),
        )
        if self.random.random() < 0.1:
            self.now += 11
            if self.drill.rehearsal.seats[seat].participant is None:
                self.drill.sit(seat)
            return ()
        return self.ask(*pick(commands))


def a_team(plan: Plan, seed: int) -> Team:
    scenario = replace(AIRLINE, plan=plan, seats=(*AIRLINE.seats, SECOND_LEGAL))
    team = Team(a_drill(started(), scenario=scenario), Random(seed))
    for seat in SEATS:
        if team.random.random() < 0.8:
            team.drill.sit(seat)
    return team


def yeses(draft: Draft) -> set[Position]:
    """Who said yes to the version as it is, and as the class it is."""
    given: set[Position] = set()
    for step in draft.steps:
        if step.did in ("opened", "revised", "classified"):
            given = set()
        elif step.did == "approved" and step.position:
            given.add(step.position)
    return given


def nobody_there(rehearsal: Rehearsal, draft: Draft, position: Position) -> bool:
    return not deciders(rehearsal, draft, position)


@settings(max_examples=150, deadline=None)
@given(plan=plans(), seed=st.integers(0, 2**32))
def test_nothing_goes_out_without_its_routes_approvals_of_that_version_but_by_breaking_the_glass(
    plan: Plan, seed: int
) -> None:
    team = a_team(plan, seed)
    for _ in range(60):
        events = team.anything()
        rehearsal = team.drill.rehearsal
        for post, out in pairwise((*events, None)):
            if not isinstance(post, e.PostPublished):
                continue
            assert isinstance(out, e.DraftPublished) or plan.is_holding(post.text)
            if isinstance(out, e.DraftPublished) and out.unapproved is None:
                draft = rehearsal.drafts[out.draft]
                route = plan.route(draft.route)
                assert route.content == draft.content or route == plan.whole_ladder()
                missing = [one for one in route.needs if one not in yeses(draft)]
                assert set(missing) == set(draft.absent) - yeses(draft)
                by_the_clock = team.drill.log[-1].by == CONDUCTOR
                assert by_the_clock or all(nobody_there(rehearsal, draft, one) for one in out.absent)
            if isinstance(out, e.DraftPublished) and out.unapproved is not None:
                assert rehearsal.seats[out.seat].position in plan.break_glass
        for event in events:
            if isinstance(event, e.DraftApproved):
                _approved_by_another(rehearsal, plan, event)


def _approved_by_another(rehearsal: Rehearsal, plan: Plan, event: e.DraftApproved) -> None:
    draft = rehearsal.drafts[event.draft]
    if draft.writer == event.seat:
        assert plan.route(draft.route).own
        assert event.delegate is None
        same = [seat for seat in rehearsal.seats.values() if seat.position == event.position and seat.there]
        assert [seat.id for seat in same] == [event.seat]


@settings(max_examples=150, deadline=None)
@given(plan=plans(), seed=st.integers(0, 2**32), steps=st.integers(5, 60))
def test_whatever_happened_those_who_are_there_get_a_draft_out_by_the_model(
    plan: Plan, seed: int, steps: int
) -> None:
    team = a_team(plan, seed)
    for _ in range(steps):
        team.anything()
    team.now += 60  # so that nobody has been too fast
    rehearsal = team.drill.rehearsal
    there = [seat for seat in rehearsal.seats.values() if seat.role == "brand" and seat.there]
    publisher = next((seat.id for seat in there if seat.position in OUTGOING), None)
    if publisher is None:
        return
    for draft in [one for one in rehearsal.drafts.values() if one.open]:
        if draft.state in ("writing", "rejected"):
            team.drill.ask(publisher, c.SubmitDraft(draft=draft.id), at=team.now)
        for _ in range(len(POSITIONS)):
            if (now := turn(rehearsal, draft)) is None:
                break
            assert all(seat in there for seat in now.seats)
            team.drill.ask(now.seats[0].id, c.ApproveDraft(draft=draft.id), at=team.now)
        team.now += 11
        _, out = team.drill.ask(publisher, c.PublishDraft(draft=draft.id), at=team.now)
        assert isinstance(out, e.DraftPublished)
        assert out.unapproved is None


def test_the_conductor_is_no_way_round_the_model() -> None:
    team = a_team(AIRLINE.plan, 1)
    assert team.ask(CONDUCTOR, c.PublishDraft(draft=DraftId("d1"))) == ()
