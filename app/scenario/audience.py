"""The audience's numbers: every one may be set by a scenario, within bounds.

What is left out keeps the calibrated default. docs/crowd.md says which were fitted to data and which assumed.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Crisis:
    """What the storm is about, before anybody has answered.

    Attributes:
        severity: how bad it is, 0 to 1.
        responsibility: how much of it is laid at the brand's door, 0 (victim) to 1 (could have prevented it).
        truth: whether the brand's own version holds, -1 (it is false) to 1 (it is true).
        vividness: whether there are pictures to it, 0 to 1.
        history: how many crises of the kind it had before.
    """

    severity: float = 0.6
    responsibility: float = 0.9
    truth: float = -0.5
    vividness: float = 0.5
    history: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentChange:
    """What a scenario changes of one segment; None keeps the default.

    Attributes:
        share: part of the audience, 0 to 1; all seven together make 1.
        activity: how readily they act on what they see.
        open: part of them that can be won over.
        outrage: how much outrage moves them.
        trust: in the brand at StartEx, 0 to 1.
        organic: posts of their own per million of them and hour, at full anger and attention.
    """

    share: float | None = None
    activity: float | None = None
    open: float | None = None
    outrage: float | None = None
    trust: float | None = None
    organic: float | None = None


_AS_IT_IS = SegmentChange()


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentChanges:
    """Changes by segment."""

    loyal: SegmentChange = _AS_IT_IS
    neutral: SegmentChange = _AS_IT_IS
    peers: SegmentChange = _AS_IT_IS
    critics: SegmentChange = _AS_IT_IS
    activists: SegmentChange = _AS_IT_IS
    trolls: SegmentChange = _AS_IT_IS
    press: SegmentChange = _AS_IT_IS


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyChange:
    """What a scenario changes of one strategy; None keeps the default.

    Attributes:
        base, by_responsibility, by_severity, by_truth: its acceptance in logits.
        calms, backfires: how much anger it takes from those who accept it, adds to those who do not.
        spreads: how readily it is passed on; 1 is any answer.
        builds_trust: share of the missing trust that full acceptance gives back.
    """

    base: float | None = None
    by_responsibility: float | None = None
    by_severity: float | None = None
    by_truth: float | None = None
    calms: float | None = None
    backfires: float | None = None
    spreads: float | None = None
    builds_trust: float | None = None


_AS_FOUND = StrategyChange()


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyChanges:
    """Changes by strategy."""

    apology: StrategyChange = _AS_FOUND
    empathy: StrategyChange = _AS_FOUND
    explain: StrategyChange = _AS_FOUND
    compensate: StrategyChange = _AS_FOUND
    correct: StrategyChange = _AS_FOUND
    deny: StrategyChange = _AS_FOUND
    deflect: StrategyChange = _AS_FOUND
    attack: StrategyChange = _AS_FOUND
    humour: StrategyChange = _AS_FOUND


@dataclass(frozen=True, slots=True, kw_only=True)
class Physics:
    """How attention moves. Hours, minutes and seconds are the audience's own time.

    Attributes:
        pace: seconds of the audience's time in one second of the exercise: at 20, forty minutes hold a
            storm's first thirteen hours.
        step: exercise seconds between two steps of the crowd.
        soon: seconds in which most of a post's readers see it first (the kernel's flat part, s0).
        novelty_days: time in which a post's news wears off.
        circadian: how much the hour of the day counts, 0 to 1.
        depth: what each further hand it goes through leaves of its reach.
        homophily: part of an account's followers who are of its own segment.
        seed_infection, seed_spread: reposts per view of a post about the crisis; spread of its logarithm.
        idle_infection, idle_spread: the same for any other post.
        brand_infection: the same for a post of the brand.
        most_infection: reposts per view at most, whatever a post's luck: below it a post dies out by itself
            in a calm audience.
        burst: coefficient of variation of a post's luck from one five minutes to the next.
        organic_gain, anger_spreads, anger_gain: the three loops between what is seen, felt and done.
        anger_hours, attention_hours, amusement_hours, fatigue_hours, calm_hours: times in which each fades.
        trust_days: time in which trust comes back.
        trust_loss: part of trust lost at full anger seen by all.
        press_rate: articles an hour at most; press_threshold: log10 of angry reposts an hour, per million
            accounts, at which half of that is reached; press_width: its softness; press_relief: articles
            after which interest is down to a third; press_reach: part of the audience one article reaches.
        trend_z: how unusual ten minutes must be to trend; trend_gain: part of the audience shown it an hour.
        leak: part of the reach that goes to other platforms; leak_minutes: after how long.
        screenshot_views: views that make a screenshot two thirds likely before a post is taken down.
        screenshot_gain: how much more readily the screenshot is passed on.
        patience_minutes, lateness: waiting costs an answer lateness * ln(1 + wait / patience) logits.
        in_thread, on_feed, on_site, in_press: part of those who see the criticism that see the answer too.
        followers_see: part of an account's followers who get a post of its own to see.
        dial_hours: time in which the bystanders' dials draw the neutrals' trust along.
    """

    pace: float = 20.0
    step: float = 2.0
    soon: float = 200.0
    novelty_days: float = 10.0
    circadian: float = 0.424
    depth: float = 0.6
    homophily: float = 0.35
    seed_infection: float = 1.45e-3
    seed_spread: float = 0.3
    idle_infection: float = 9e-5
    idle_spread: float = 1.1
    brand_infection: float = 1.5e-4
    most_infection: float = 1.8e-3
    burst: float = 0.3
    organic_gain: float = 7.5
    anger_spreads: float = 1.5
    anger_gain: float = 5.5
    anger_hours: float = 7.0
    attention_hours: float = 14.0
    amusement_hours: float = 9.0
    fatigue_hours: float = 36.0
    calm_hours: float = 30.0
    trust_days: float = 12.0
    trust_loss: float = 0.16
    press_rate: float = 0.8
    press_threshold: float = 2.6
    press_width: float = 0.25
    press_relief: float = 3.5
    press_reach: float = 0.15
    trend_z: float = 3.0
    trend_gain: float = 0.002
    leak: float = 0.02
    leak_minutes: float = 20.0
    screenshot_views: float = 2_000.0
    screenshot_gain: float = 3.0
    patience_minutes: float = 30.0
    lateness: float = 0.28
    in_thread: float = 0.5
    on_feed: float = 0.2
    on_site: float = 0.05
    in_press: float = 0.15
    followers_see: float = 0.1
    dial_hours: float = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """All that a scenario may change of the model behind the crowd."""

    crisis: Crisis = Crisis()
    segments: SegmentChanges = SegmentChanges()
    strategies: StrategyChanges = StrategyChanges()
    physics: Physics = Physics()


AS_CALIBRATED = Audience()

BOUNDS: Mapping[type, Mapping[str, tuple[float, float]]] = {
    Crisis: {
        "severity": (0, 1),
        "responsibility": (0, 1),
        "truth": (-1, 1),
        "vividness": (0, 1),
        "history": (0, 5),
    },
    SegmentChange: {
        "share": (0.0001, 0.99),
        "activity": (0, 10),
        "open": (0, 1),
        "outrage": (0, 3),
        "trust": (0.01, 0.99),
        "organic": (0, 5_000),
    },
    StrategyChange: {
        "base": (-5, 5),
        "by_responsibility": (-5, 5),
        "by_severity": (-5, 5),
        "by_truth": (-5, 5),
        "calms": (0, 1),
        "backfires": (0, 1),
        "spreads": (0, 5),
        "builds_trust": (0, 0.5),
    },
    Physics: {
        "pace": (1, 240),
        "step": (0.5, 60),
        "soon": (10, 20_000),
        "novelty_days": (0.05, 60),
        "circadian": (0, 0.95),
        "depth": (0, 1),
        "homophily": (0, 1),
        "seed_infection": (0, 0.01),
        "seed_spread": (0, 2),
        "idle_infection": (0, 0.01),
        "idle_spread": (0, 3),
        "brand_infection": (0, 0.01),
        "most_infection": (0, 0.01),
        "burst": (0, 1),
        "organic_gain": (0, 40),
        "anger_spreads": (0, 4),
        "anger_gain": (0, 40),
        "anger_hours": (0.1, 240),
        "attention_hours": (0.1, 240),
        "amusement_hours": (0.1, 240),
        "fatigue_hours": (0.1, 240),
        "calm_hours": (0.1, 240),
        "trust_days": (0.1, 365),
        "trust_loss": (0, 1),
        "press_rate": (0, 10),
        "press_threshold": (0, 6),
        "press_width": (0.05, 2),
        "press_relief": (0.5, 50),
        "press_reach": (0, 1),
        "trend_z": (1, 10),
        "trend_gain": (0, 0.1),
        "leak": (0, 0.5),
        "leak_minutes": (1, 600),
        "screenshot_views": (1, 1_000_000),
        "screenshot_gain": (1, 10),
        "patience_minutes": (1, 1_440),
        "lateness": (0, 2),
        "in_thread": (0, 1),
        "on_feed": (0, 1),
        "on_site": (0, 1),
        "in_press": (0, 1),
        "followers_see": (0, 1),
        "dial_hours": (0.1, 240),
    },
}
"""The least and the most a scenario may set, by type and field."""
