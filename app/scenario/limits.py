"""What each field of a scenario file may hold, beyond its type."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.feed.picture import FILE, Picture
from app.scenario.audience import BOUNDS
from app.scenario.cast import Persona
from app.scenario.condition import Condition
from app.scenario.guide import Check, GuideItem, Objective
from app.scenario.instrument import Instrument
from app.scenario.msel import Chance, ExpectedAction, Inject, OnDemand
from app.scenario.plan import Assumption, Component, HoldingStatement, Plan, Rung
from app.scenario.routes import Approval, Delegation, Route
from app.scenario.scenario import (
    Brief,
    CrowdSettings,
    CrowdWords,
    Goal,
    GroundFact,
    Leak,
    RoleCard,
    Scenario,
    SeatPlan,
)
from app.scenario.topics import Topic

BY_HAND = "by hand"
"""Written instead of a time for an inject that only a facilitator delivers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What one field may hold; for a list, `pattern` and `longest` are for its items.

    Attributes:
        low, high: the smallest and the largest number.
        time: written as a time; the value is seconds.
        by_hand: `by hand` is written for None; `agreement` sees to it that a forgotten time does not pass.
        pattern, meaning: what a text must match, and that in words.
        longest: characters a text may have.
        least: items a list must have.
        empty: whether a text may be empty.
    """

    low: float | None = None
    high: float | None = None
    time: bool = False
    by_hand: bool = False
    pattern: str | None = None
    meaning: str = ""
    longest: int = 1000
    least: int = 0
    empty: bool = False


ANYTHING = Rule()
_TITLE = Rule(longest=80)
_SOME = Rule(least=1)
_ID = Rule(pattern=r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", meaning="letters, digits, - and _, 40 at most")
_HANDLE = Rule(pattern=r"[A-Za-z0-9_]{1,30}", meaning="letters, digits and _, 30 at most, without the @")
_WAIT = Rule(time=True, low=1, high=86_400)
_MOMENT = Rule(time=True, low=0, high=86_400)
_PERCENT = Rule(low=0, high=100)
_SEVERITY = Rule(low=1, high=3)
_PIECE = Rule(
    longest=120, pattern=r".*[^\s.!,;:]", meaning="a sentence without a full stop at its end, 120 at most"
)

RULES: Mapping[tuple[type, str], Rule] = {
    **{
        (kind, name): Rule(low=low, high=high)
        for kind, bounds in BOUNDS.items()
        for name, (low, high) in bounds.items()
    },
    (Scenario, "slug"): Rule(
        pattern=r"[a-z0-9]+(-[a-z0-9]+){0,15}",
        meaning="small letters and digits with single - between",
        longest=60,
    ),
    (Scenario, "version"): Rule(low=1, high=9_999),
    (Scenario, "title"): _TITLE,
    (Scenario, "language"): Rule(
        pattern=r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", meaning="a language tag such as `en` or `pt-BR`"
    ),
    (Scenario, "undo"): Rule(time=True, low=0, high=60),
    (Scenario, "minutes"): Rule(low=1, high=480),
    (Scenario, "story_start"): Rule(
        pattern=r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?",
        meaning="a local date and time such as 2026-11-21T18:52",
    ),
    (Scenario, "brand"): _HANDLE,
    (Scenario, "cast"): _SOME,
    (Scenario, "seats"): _SOME,
    (Scenario, "objectives"): _SOME,
    (Scenario, "msel"): _SOME,
    (Brief, "public"): Rule(longest=2000),
    (Brief, "brand"): Rule(longest=2000),
    (Brief, "critic"): Rule(longest=2000),
    (Brief, "bystander"): Rule(longest=2000),
    (Persona, "handle"): _HANDLE,
    (Persona, "name"): Rule(longest=50),
    (Persona, "bio"): Rule(longest=200, empty=True),
    (Persona, "followers"): Rule(low=0, high=500_000_000),
    (SeatPlan, "id"): _ID,
    (SeatPlan, "title"): _TITLE,
    (SeatPlan, "personas"): _HANDLE,
    (RoleCard, "goal"): Rule(longest=200),
    (RoleCard, "may"): Rule(longest=120, least=1),
    (RoleCard, "may_not"): Rule(longest=120, least=1),
    (RoleCard, "tips"): Rule(longest=200),
    (Component, "id"): _ID,
    (Component, "title"): _TITLE,
    (Component, "text"): Rule(longest=1000, empty=True),
    (Rung, "title"): _TITLE,
    (Rung, "within"): Rule(time=True, low=0, high=86_400),
    (HoldingStatement, "id"): _ID,
    (Assumption, "id"): _ID,
    (Assumption, "statement"): Rule(longest=200),
    (Assumption, "confidence"): _PERCENT,
    (Plan, "version"): Rule(low=1, high=9_999),
    (Plan, "components"): _SOME,
    (Plan, "ladder"): _SOME,
    (Plan, "red_lines"): Rule(
        pattern=r"[^A-Z]{1,60}", meaning="small letters, 60 at most; case is ignored when drafts are checked"
    ),
    (Plan, "first_reply"): _WAIT,
    (Plan, "severity"): _SEVERITY,
    (Route, "id"): _ID,
    (Route, "title"): _TITLE,
    (Route, "severity"): _SEVERITY,
    (Approval, "within"): _WAIT,
    (Delegation, "by"): _SOME,
    (Objective, "id"): _ID,
    (Objective, "title"): _TITLE,
    (GuideItem, "id"): Rule(pattern=r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", meaning="an id such as 2.1"),
    (GuideItem, "question"): Rule(longest=200),
    (GuideItem, "target"): Rule(longest=200),
    (Check, "within"): _WAIT,
    (Check, "least"): Rule(low=1, high=50),
    (Inject, "id"): _ID,
    (Inject, "title"): _TITLE,
    (Inject, "at"): Rule(time=True, by_hand=True, low=0, high=86_400),
    (Inject, "reach"): Rule(low=0, high=500_000_000),
    (Inject, "heat"): Rule(low=-1, high=1),
    (Inject, "guidance"): Rule(empty=True),
    (Inject, "later"): Rule(time=True, low=0, high=86_400),
    (Inject, "every"): Rule(time=True, low=10, high=86_400),
    (Inject, "times"): Rule(low=1, high=50),
    (Inject, "stars"): Rule(low=1, high=5),
    (OnDemand, "stars"): Rule(low=1, high=5),
    (Inject, "hints"): Rule(longest=300),
    (Picture, "file"): Rule(
        pattern=FILE,
        meaning="a file of the folder `media`: small letters, digits, - and _, then .png, .jpg or .webp",
    ),
    (Picture, "alt"): Rule(longest=300, empty=True),
    (OnDemand, "id"): _ID,
    (OnDemand, "reach"): Rule(low=0, high=500_000_000),
    (OnDemand, "heat"): Rule(low=-1, high=1),
    (Condition, "silence"): _WAIT,
    (Condition, "reach_above"): Rule(low=0, high=5_000_000_000),
    (Condition, "heat_above"): _PERCENT,
    (Condition, "heat_below"): _PERCENT,
    (Condition, "trust_above"): _PERCENT,
    (Condition, "trust_below"): _PERCENT,
    (Condition, "said"): Rule(longest=80),
    (Condition, "pasted"): Rule(low=2, high=20),
    (Condition, "refuted"): Rule(low=1, high=50),
    (Condition, "waiting"): _WAIT,
    (Condition, "patience"): _WAIT,
    (Goal, "title"): Rule(longest=120),
    (Goal, "points"): Rule(low=1, high=100),
    (ExpectedAction, "within"): _WAIT,
    (Chance, "title"): _TITLE,
    (Chance, "lasts"): _WAIT,
    (GroundFact, "id"): _ID,
    (GroundFact, "text"): Rule(longest=280),
    (GroundFact, "source"): Rule(longest=200),
    (GroundFact, "at"): _MOMENT,
    (GroundFact, "contradicted_by"): Rule(longest=120),
    (Leak, "id"): _ID,
    (Leak, "title"): _TITLE,
    (Leak, "text"): Rule(longest=600),
    (Leak, "at"): _MOMENT,
    (Scenario, "mood_question"): Rule(longest=120),
    (CrowdSettings, "size"): Rule(low=1, high=1_000_000),
    (CrowdSettings, "trust"): _PERCENT,
    (CrowdSettings, "heat"): _PERCENT,
    (CrowdSettings, "hashtags"): Rule(pattern=r"#\w{1,50}", meaning="a # and a word, in quotes"),
    (Instrument, "sample"): Rule(low=0.01, high=1),
    (Instrument, "lag_from"): Rule(time=True, low=0, high=3_600),
    (Instrument, "lag_to"): Rule(time=True, low=0, high=3_600),
    (Instrument, "accuracy"): Rule(low=0.34, high=1),
    (Instrument, "reach_error"): Rule(low=0, high=0.9),
    (Topic, "id"): _ID,
    (Topic, "name"): Rule(longest=60),
    **{
        (Topic, name): _PIECE
        for name in ("details", "claims", "asks", "demands", "stories", "merits", "offers", "memes")
    },
    (CrowdWords, "against"): _SOME,
    (CrowdWords, "neutral"): _SOME,
    (CrowdWords, "supportive"): _SOME,
}
