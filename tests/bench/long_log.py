"""A log of a hundred thousand entries: what a drill is made of, in a drill's own shares, for hours.

Every entry is decided and applied as live. Only what the crowd does is made up: its model would take an hour.
"""

from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Final

from app.headless import Drill
from app.ids import CONDUCTOR, DESK, DraftId, FactId, Handle, ParticipantId, PostId, SeatId, WallMs
from app.rehearsal import commands as c
from app.rehearsal.entry import Entry
from app.rehearsal.events import Byline
from app.rehearsal.refusals import Refused
from app.scenario.reading import read_scenario

ENTRIES: Final = 100_000
"""As many as a rehearsal may have."""
BEAT_MS: Final = 250
SCENARIO: Final = Path(__file__).resolve().parents[2] / "scenarios/too-wide-for-the-seat/scenario.yaml"
BRAND, COMMS, LEGAL = Handle("meridianair"), SeatId("brand-comms"), SeatId("brand-legal")
DECIDER, OPS, OBSERVER = SeatId("brand-decision"), SeatId("brand-ops"), SeatId("observer-1")
BYSTANDERS: Final = tuple(SeatId(f"bystander-{number}") for number in (1, 2, 3))
CRITICS: Final = ((SeatId("critic-1"), Handle("kevmarsh")), (SeatId("critic-2"), Handle("roomforall")))
MOVED: Final = 8
"""Posts whose counters a beat moves."""
SAYINGS: Final = (
    "Who decided that, {brand}? The crew, a rule, or somebody on the phone?",
    "Both armrests were down. I was on that plane and I saw it.",
    "{brand} still nothing? It has been a while now.",
    "They were kind to my gran once. Let us hear them first.",
    "Publish who decides and how people are asked. That is all.",
)


def long_log(entries: int = ENTRIES) -> list[Entry]:
    """The log; the same every time."""
    drill = Drill(read_scenario(SCENARIO.read_text("utf-8")), seed=1)
    _sit(drill)
    drill.start()
    made = _Storm(drill)
    while len(drill.log) < entries - 1:
        made.beat()
    drill.end()
    return drill.log


def _sit(drill: Drill) -> None:
    roles = {seat.id: seat.role for seat in drill.rehearsal.seats.values()}
    for seat, role in roles.items():
        take = c.TakeSeat(role=role, participant=ParticipantId(f"at {seat}"), name=str(seat), seat=seat)
        drill.ask(DESK, take, drill.rehearsal.at)
    watch = c.TakeSeat(role="observer", participant=ParticipantId("watching"), name="Evaluator")
    drill.ask(DESK, watch, drill.rehearsal.at)


class _Storm:
    """Goes on and on."""

    def __init__(self, drill: Drill) -> None:
        self._drill = drill
        self._random = Random(1)
        self._beat = 0
        self._at: WallMs = drill.rehearsal.at

    def beat(self) -> None:
        """A quarter of a second: the crowd, and now and then somebody else."""
        self._beat += 1
        self._at += BEAT_MS
        self._crowd()
        for every, act in (
            (40, self._like),
            (60, self._critic),
            (100, self._dial),
            (240, self._chat),
            (600, self._draft),
            (900, self._fact),
            (1_200, self._note),
        ):
            if self._beat % every == 0:
                act()

    def _ask(self, seat: SeatId, command: c.Command) -> None:
        with suppress(Refused):
            self._drill.ask(seat, command, self._at)

    def _crowd(self) -> None:
        feed = self._drill.rehearsal.feed.posts
        newest = [post for _, post in zip(range(60), reversed(feed), strict=False)]
        moved = self._random.sample(newest, min(MOVED, len(newest)))
        wave = self._random.random()
        self._ask(
            CONDUCTOR,
            c.ActAsCrowd(
                beat=self._beat,
                counts=tuple(
                    (post, self._random.randrange(4), 1, 0, self._random.randrange(90)) for post in moved
                ),
                trust=60 + 8 * wave,
                heat=20 + 9 * wave,
                tick=self._beat,
                mentions=(2, 1, 1),
                posts=(self._said(newest),) if self._beat % 20 == 0 else (),
            ),
        )

    def _said(self, newest: list[PostId]) -> c.CrowdPost:
        number = self._random.randrange(100_000)
        return c.CrowdPost(
            author=Handle(f"rider_{number}"),
            byline=Byline(name=f"Rider {number}", followers=number % 4_000, verified=False),
            text=self._random.choice(SAYINGS).format(brand=f"@{BRAND}"),
            stance=self._random.uniform(-1, 1),
            reply_to=self._random.choice(newest) if newest and number % 2 else None,
        )

    def _newest(self) -> PostId | None:
        return next(reversed(self._drill.rehearsal.feed.posts), None)

    def _like(self) -> None:
        post = self._newest()
        seat, account = self._random.choice(CRITICS)
        if post is not None:
            self._ask(seat, c.LikePost(post=post, by=account))

    def _critic(self) -> None:
        seat, account = self._random.choice(CRITICS)
        text = f"{self._random.choice(SAYINGS).format(brand=f'@{BRAND}')} ({self._beat})"
        self._ask(seat, c.PublishPost(author=account, text=text, reply_to=self._newest()))

    def _dial(self) -> None:
        seat = self._random.choice(BYSTANDERS)
        self._ask(seat, c.SetTrust(value=self._random.randrange(101), reason="They listen, it seems."))

    def _chat(self) -> None:
        seat = self._random.choice((COMMS, LEGAL, DECIDER, OPS))
        self._ask(seat, c.SayInChat(text=f"Has anybody seen what they say now? ({self._beat})"))

    def _draft(self) -> None:
        text = f"We decided it, and it was wrong. More here by 21:{self._beat % 60:02}. ({self._beat})"
        self._ask(COMMS, c.OpenDraft(text=text, content="information"))
        draft = DraftId(f"d{len(self._drill.rehearsal.drafts)}")
        self._ask(COMMS, c.SubmitDraft(draft=draft))
        self._ask(LEGAL, c.ApproveDraft(draft=draft))
        self._ask(DECIDER, c.ApproveDraft(draft=draft))
        self._ask(COMMS, c.PublishDraft(draft=draft))

    def _fact(self) -> None:
        self._ask(OPS, c.ClaimFact(text=f"The armrest check was skipped at gate B14, says log {self._beat}."))
        fact = FactId(f"f{len(self._drill.rehearsal.facts)}")
        self._ask(OPS, c.ConfirmFact(fact=fact, source="Gate log"))

    def _note(self) -> None:
        self._ask(OBSERVER, c.WriteNote(text=f"They check before they post. ({self._beat})", tag="note"))
        self._ask(LEGAL, c.RaiseFlag(sort="chance", text=f"Somebody asks a fair question ({self._beat})"))
