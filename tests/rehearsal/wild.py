"""Commands made from their types by chance: mostly of what there is, sometimes of what there is not."""

from collections.abc import Sequence
from dataclasses import fields
from random import Random
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.feed.gist import Gist
from app.feed.intent import STRATEGIES, Intent
from app.feed.tactics import Tactic
from app.ids import (
    CONDUCTOR,
    DESK,
    ActionId,
    AmendmentId,
    AssumptionId,
    CaptureId,
    ChanceId,
    DraftId,
    ExerciseTime,
    FactId,
    FindingId,
    FlagId,
    Handle,
    InjectId,
    LinkId,
    ParticipantId,
    PostId,
    SeatId,
    Seq,
    TaskId,
    WhisperId,
)
from app.rehearsal import commands as c
from app.rehearsal.events import Byline
from app.rehearsal.rating import Evidence
from app.rehearsal.seats import entitled
from app.rehearsal.state import Rehearsal
from app.scenario.plan_patch import PlanPatch

KINDS: dict[str, type] = {
    command.__dataclass_fields__["kind"].default: command for command in get_args(c.Command)
}
ODD_TEXTS = ("", "   ", "x" * 300, "x" * 2_001, "a\x00b", "\u202etxet", "\ud800")
ODD_NUMBERS = (0.0, -1.0, float("nan"), float("inf"), 1e12)
HOLDING = "We have seen this and are looking into it. More by 19:{:02}."


class Wild:
    """Chance, and the rehearsal it takes its ids from."""

    def __init__(self, seed: int, rehearsal: Rehearsal, t: ExerciseTime) -> None:
        self.random = Random(seed)
        self.rehearsal = rehearsal
        self.t = t
        self.by = CONDUCTOR

    def ask(self) -> tuple[SeatId, c.Command]:
        """Somebody, likely one who may, and any command."""
        kind = self.random.choice(sorted(KINDS))
        return self.ask_for(kind)

    def ask_for(self, kind: str) -> tuple[SeatId, c.Command]:
        """Somebody, likely one who may, and a command of that kind."""
        everybody = [*self.rehearsal.seats, CONDUCTOR, DESK]
        it = self.rehearsal
        may = [by for by in everybody if entitled(kind, by, it.seats.get(by), it.plan)]
        self.by = self.random.choice(may if may and self.mostly() else [*everybody, SeatId("nobody")])
        command: c.Command = self.reading() if kind == "post.read" else self.one(KINDS[kind])
        return self.by, command

    def mostly(self) -> bool:
        return self.random.random() < 0.9

    def reading(self) -> c.ReadPost:
        """Somebody's reading of a post, mostly of the brand's, of its words as they stand, and a fit one."""
        posts = list(self.rehearsal.feed.posts.values())
        ours = [post for post in posts if post.author == self.rehearsal.scenario.brand]
        if not posts or not self.mostly():
            return c.ReadPost(post=PostId("p9"), text=self.text(), gist=self.one(Gist))
        post = self.random.choice(ours if ours and self.mostly() else posts)
        weight = self.random.choice((0.0, 0.5, 1.0))
        fit = Gist(weights=(weight, *(0.0,) * (len(STRATEGIES) - 1)), moral=self.random.randrange(3))
        return c.ReadPost(
            post=post.id,
            text=post.text if self.mostly() else self.text(),
            gist=fit if self.mostly() else self.one(Gist),
        )

    def one(self, wanted: type) -> Any:
        """One of a dataclass, field by field."""
        hints = get_type_hints(wanted)
        names = [one.name for one in fields(wanted) if one.name != "kind"]
        return wanted(**{name: self.value(name, hints[name]) for name in names})

    def value(self, name: str, wanted: Any) -> Any:
        """A value for a field: by its name where that says more than its type."""
        parts = get_args(wanted)
        origin = get_origin(wanted)
        if wanted is Handle and name in ("author", "by", "sender") and self.mostly():
            return self.account()
        if wanted in (str, float, int, bool):
            return self.plain(name, wanted)
        if wanted is Seq:
            return Seq(self.random.randrange(1, self.rehearsal.seq + 2))
        if (known := self.known(wanted)) is not None:
            return self.random.choice(known) if known and self.mostly() else wanted("x9")
        if origin in (Union, UnionType):
            some = next(part for part in parts if part is not type(None))
            kind = some in (Intent, Tactic, float, PlanPatch) or name in ("name", "platform", "due")
            there = kind or self.known(some)
            return self.value(name, some) if there and self.random.random() < 0.4 else None
        if origin is tuple and parts[-1] is Ellipsis:
            return tuple(self.value("", parts[0]) for _ in range(self.random.randrange(3)))
        if origin is tuple:
            return tuple(self.value("count", part) for part in parts)
        if wanted is Evidence:
            return self.evidence()
        if wanted is Byline:
            return Byline(name="Sky", followers=31)
        return self.random.choice(parts) if parts else self.one(wanted)

    def evidence(self) -> Evidence:
        """A post that is there, mostly."""
        posts = list(self.rehearsal.feed.posts)
        if posts and self.mostly():
            return Evidence(sort="post", id=self.random.choice(posts))
        return self.one(Evidence)  # type: ignore[no-any-return]

    def known(self, wanted: Any) -> Sequence[Any] | None:
        """The ids of that type that there are."""
        it = self.rehearsal
        ids: dict[Any, Sequence[Any]] = {
            PostId: list(it.feed.posts),
            ChanceId: self.chances(),
            AmendmentId: [AmendmentId("promise:first_reply.all"), AmendmentId("unapproved:approval")],
            CaptureId: list(it.captures),
            DraftId: list(it.drafts),
            FactId: list(it.facts),
            TaskId: list(it.tasks),
            ActionId: list(it.talk.actions),
            FindingId: [*it.talk.added, FindingId("unapproved:p1")],
            AssumptionId: [one.id for one in it.plan.assumptions],
            FlagId: [one.id for one in it.flags],
            LinkId: list(it.links),
            WhisperId: [one.id for one in it.whispers],
            InjectId: list(it.cues),
            SeatId: list(it.seats),
            Handle: [one.handle for one in it.scenario.cast] + [Handle("stranger_5")],
            ParticipantId: [ParticipantId("ada"), ParticipantId("bo")],
        }
        return ids.get(wanted)

    def chances(self) -> list[ChanceId]:
        """The opening that is next, and those that are there."""
        all_so_far = self.rehearsal.storm.chances
        there = [chance.id for chance in all_so_far.values() if chance.closed_t is None]
        return [ChanceId(f"o{len(all_so_far) + 1}"), *there]

    def account(self) -> Handle:
        seat = self.rehearsal.seats.get(self.by)
        if seat is None:
            return Handle("stranger_5")
        return self.random.choice(self.rehearsal.accounts_of(seat) or [Handle("stranger_5")])

    def plain(self, name: str, wanted: type) -> Any:
        if wanted is bool:
            return self.random.random() < 0.8
        if wanted is str and name == "item" and self.mostly():
            return self.random.choice([item.id for item in self.rehearsal.scenario.guide])
        if wanted is str and name == "id" and self.mostly():
            return f"part-{self.random.randrange(6)}"
        if wanted is str and name == "due":
            return "2026-12-05" if self.mostly() else "tomorrow"
        if wanted is str:
            return self.text() if self.mostly() else self.random.choice(ODD_TEXTS)
        if name == "beat":
            return self.rehearsal.mood.beat + (1 if self.mostly() else 2)
        if name == "question":
            return self.random.randrange(1, 4) if self.mostly() else 9
        if name == "goal":
            return 0 if self.mostly() else 7
        if name == "tick":
            return self.rehearsal.mood.tick + (self.random.randrange(4) if self.mostly() else -1)
        if name == "count":
            return self.random.randrange(99) if self.random.random() < 0.99 else -1
        if name == "saw":
            return self.rehearsal.plan.version - (0 if self.mostly() else self.random.choice([-1, 1, 9]))
        if name == "value" and wanted is int and self.random.random() < 0.5:
            return self.random.randrange(1, 6)
        if wanted is int:
            return self.random.randrange(0, 99) if self.mostly() else self.random.choice([-1, 101])
        if not self.mostly():
            return self.random.choice(ODD_NUMBERS)
        if name == "to":
            return self.t + self.random.uniform(-60, 200)
        if name == "value":
            return self.random.uniform(-1.2, 4.2)
        if name in ("stance", "by"):
            return self.random.uniform(-1, 1)
        if name == "speed":
            return self.random.choice([0.25, 1.0, 4.0, 60.0])
        return self.random.uniform(0, 100)

    def text(self) -> str:
        number = self.random.randrange(60)
        seat = self.rehearsal.seats.get(self.by)
        return HOLDING.format(number) if seat and seat.role == "brand" else f"Line {number} @row22 #Row22"
