"""Any commands, by anybody, in any order, at any time: the log always tells the truth."""

from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from pydantic import TypeAdapter

from app.feed.platforms import PLATFORMS
from app.ids import SeatId
from app.rehearsal import commands as c
from app.rehearsal.entry import Entry
from app.rehearsal.evolve import evolve, fold
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal
from app.store.codec import decode, encode
from tests.airline import AIRLINE
from tests.build import Drill, a_drill, brand, critic, facilitator
from tests.rehearsal.illegal import illegal
from tests.rehearsal.wild import Wild

ENTRIES: TypeAdapter[Entry] = TypeAdapter(Entry)
SEEDS = st.integers(min_value=0, max_value=2**40)
AFTER_ENDEX = (
    *("seat.leave", "note.write", "rating.give", "whisper.hear", "confidence.give", "verdict.give"),
    *("goal.judge", "amendment.settle", "finding.settle", "finding.cost", "finding.add"),
    *("action.add", "action.edit", "action.drop", "action.done"),
    *("names.unseal", "names.seal", "link.make", "link.revoke"),
    *("wash.open", "wash.ask", "wash.close", "wash.answer", "skipped.report"),
)


def read_again(entry: Entry) -> Entry:
    """The entry as the store gives it back."""
    return decode(entry.seq, encode(entry))


class AnyRehearsal(RuleBasedStateMachine):
    """Commands made by type from what there is; a few rules that keep the drill going."""

    def __init__(self) -> None:
        super().__init__()
        self.drill: Drill = a_drill(scenario=replace(AIRLINE, platforms=tuple(PLATFORMS)))
        self.drill.sit(critic(), host=True)
        self.now = 0.0
        self.twin: Rehearsal = fold(read_again(entry) for entry in self.drill.log)
        """What the log makes of the rehearsal, entry by entry, as somebody who only reads it has it."""

    def ask(self, by: SeatId, command: c.Command) -> None:
        """Ask and, accepted or refused, hold what must hold."""
        drill = self.drill
        last, t, state = drill.log[-1], drill.t, drill.rehearsal.clock.state
        try:
            events = drill.ask(by, command, at=self.now)
        except Refused:
            assert drill.rehearsal == self.twin
            assert drill.log[-1] is last
            return
        assert events
        entry = drill.log[-1]
        assert entry.at >= last.at
        assert drill.t >= t
        assert state != "ended" or command.kind in AFTER_ENDEX
        assert ENTRIES.validate_json(ENTRIES.dump_json(entry)) == entry
        again = read_again(entry)
        assert again == entry
        evolve(self.twin, again)

    @rule(seed=SEEDS)
    def anything(self, seed: int) -> None:
        """Some asks in a row; EndEx, which ends all, is left to its own rule."""
        for step in range(12):
            wild = Wild(seed + step, self.drill.rehearsal, self.drill.t)
            if wild.mostly():
                self.go_on()
            self.now += wild.random.choice([0.0, 0.25, 3.0])
            by, command = wild.ask()
            if not isinstance(command, c.EndClock):
                self.ask(by, command)

    @rule(seed=SEEDS)
    def a_draft_on_its_way(self, seed: int) -> None:
        wild = Wild(seed, self.drill.rehearsal, self.drill.t)
        for draft in list(self.drill.rehearsal.drafts.values())[-2:]:
            turn = draft.waits_for
            if draft.state in ("writing", "rejected"):
                self.ask(brand(), c.SubmitDraft(draft=draft.id))
            elif turn is None:
                self.ask(brand(), c.PublishDraft(draft=draft.id))
            elif wild.mostly():
                self.ask(brand(turn), c.ApproveDraft(draft=draft.id))
            else:
                self.ask(brand(turn), c.RejectDraft(draft=draft.id, reason="Not like this"))

    @rule(seconds=st.one_of(st.just(0.001), st.floats(min_value=0, max_value=60)))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds

    def go_on(self) -> None:
        state = self.drill.rehearsal.clock.state
        if state in ("lobby", "paused"):
            self.ask(facilitator(), c.StartClock() if state == "lobby" else c.ResumeClock())

    @rule(sure=st.integers(0, 9))
    def endex(self, sure: int) -> None:
        if sure == 9:
            self.ask(facilitator(), c.EndClock())

    @invariant()
    def the_log_makes_the_same_rehearsal(self) -> None:
        assert self.twin == self.drill.rehearsal

    @invariant()
    def nothing_is_illegal(self) -> None:
        assert illegal(self.drill.rehearsal) == []

    def teardown(self) -> None:
        """Read from its beginning, the log says the same as read along."""
        assert fold(self.drill.log) == self.drill.rehearsal


AnyRehearsal.TestCase.settings = settings(
    max_examples=100,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestAnyRehearsal = AnyRehearsal.TestCase
