"""The MSEL: the authored injects in time order, and what lies ready beside them."""

from dataclasses import dataclass
from typing import Literal

from app.feed.picture import Picture
from app.feed.platforms import PlatformId
from app.ids import AssumptionId, ExerciseTime, Handle, InjectId
from app.scenario.condition import Condition
from app.scenario.plan import Position

Channel = Literal["feed", "message"]
Breach = Literal["abuse", "private_data"]
"""What a platform's rules forbid."""
Group = Literal["noise", "journalist", "employee", "troll", "supporter"]
COPY = "-"
"""A facilitator's copies of inject `15` are `15-1`, `15-2`."""
SHORT = 60
"""Characters of a text that serve as a title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedAction:
    """What a good answer looks like, the seconds allowed for it, and whose move it is.

    With `silence` the best answer is none: nothing is owed.
    """

    action: str
    within: float
    position: Position = "communicator"
    silence: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """An opportunity this inject opens, and for how many seconds."""

    title: str
    lasts: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Inject:
    """One planned stimulus.

    It goes out at its time, after another one, when a condition holds, or by the facilitator's hand.

    Attributes:
        at: exercise time in seconds, None for none; with `when`, the time from which it is armed.
        after: the inject it follows, `later` seconds after that one went out.
        when: the state of play that delivers it.
        unless: the inject whose expected action delivers it by not having happened in time.
        every, times: seconds between repetitions, and how often it goes out at most.
        hold: waits in the hold queue for a facilitator's yes when its moment has come.
        impact: a `high` one asks a second facilitator, where there is one, to confirm.
        by: the persona who speaks.
        channel: `feed` posts publicly, `message` writes to the brand directly.
        answers: the inject whose post this replies to, or `brand` for the brand's latest post.
        reach: how many accounts see it at once, before the crowd carries it on.
        heat: how much it angers those who see it, 0 to 1; negative calms.
        tests: the assumptions of the plan it puts to the test.
        contingency: used only when players do not act.
        hints: what the facilitator may whisper to whoever is stuck, from a nudge to the answer.
        platform: where it is posted; without one where the post it answers is, else on the main platform.
        stars: what a review gives, 1 to 5; without it by how it heats.
        story: it is gone after a day, where the platform has such posts.
        breaks: the rule of the platform it breaks: a report has it removed.
    """

    id: InjectId
    title: str
    at: ExerciseTime | None
    after: InjectId | None = None
    later: float = 0.0
    when: Condition | None = None
    unless: InjectId | None = None
    every: float | None = None
    times: int = 1
    hold: bool = False
    impact: Literal["normal", "high"] = "normal"
    by: Handle
    text: str
    channel: Channel = "feed"
    answers: InjectId | Literal["brand"] | None = None
    reach: int = 0
    heat: float = 0.3
    tests: tuple[AssumptionId, ...] = ()
    objective: str | None = None
    expected: ExpectedAction | None = None
    chance: Chance | None = None
    contingency: bool = False
    guidance: str = ""
    hints: tuple[str, ...] = ()
    picture: Picture | None = None
    platform: PlatformId | None = None
    stars: int | None = None
    story: bool = False
    breaks: Breach | None = None

    @property
    def by_hand(self) -> bool:
        """Whether only a facilitator delivers it."""
        return self.at is None and self.after is None and self.when is None and self.unless is None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDemand:
    """Something the facilitator has at hand and may deliver at any moment; nothing of it is planned."""

    id: InjectId
    group: Group
    by: Handle
    text: str
    channel: Channel = "feed"
    answers: Literal["brand"] | None = None
    reach: int = 0
    heat: float = 0.1
    picture: Picture | None = None
    platform: PlatformId | None = None
    stars: int | None = None
    story: bool = False
    breaks: Breach | None = None

    def as_inject(self) -> Inject:
        """The inject it is when it goes out."""
        return Inject(
            id=self.id,
            title=self.text if len(self.text) <= SHORT else self.text[: SHORT - 1] + "…",
            at=None,
            by=self.by,
            text=self.text,
            channel=self.channel,
            answers=self.answers,
            reach=self.reach,
            heat=self.heat,
            picture=self.picture,
            platform=self.platform,
            stars=self.stars,
            story=self.story,
            breaks=self.breaks,
        )
