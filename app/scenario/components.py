"""What a social-media plan has to say: fifteen kinds of component, and how much each platform asks for it.

The weights are judgement, not measurement: 3 where a storm on such a platform is lost without the component,
2 where its lack costs time or trust, 1 where it helps, 0 where it hardly plays a part. Where a number is not
obvious, `because` says what it rests on. A scenario's own `weight` overrides it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.feed.platforms import PlatformId

ComponentKind = Literal[
    "listening",
    "response_targets",
    "voice",
    "escalation",
    "approval",
    "spokespeople",
    "facts_and_sources",
    "moderation",
    "holding_statements",
    "channels",
    "hand_over",
    "out_of_hours",
    "legal_red_lines",
    "influencer_relations",
    "learning",
]
Weight = Literal[0, 1, 2, 3]
CRITICAL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanKind:
    """A kind of component: the one question it answers, and its weight by platform."""

    id: ComponentKind
    title: str
    question: str
    weights: Mapping[PlatformId, Weight]
    because: str


def _kind(kind: ComponentKind, title: str, question: str, weights: str, because: str) -> PlanKind:
    """`weights` in the order microblog, photo, short video, forum, reviews, professional."""
    platforms: tuple[PlatformId, ...] = (
        "microblog",
        "photo",
        "short_video",
        "forum",
        "reviews",
        "professional",
    )
    numbers: dict[str, Weight] = {"0": 0, "1": 1, "2": 2, "3": 3}
    by_platform = {one: numbers[digit] for one, digit in zip(platforms, weights, strict=True)}
    return PlanKind(id=kind, title=title, question=question, weights=by_platform, because=because)


KINDS: Mapping[ComponentKind, PlanKind] = {
    one.id: one
    for one in (
        _kind(
            "listening",
            "Listening",
            "Who watches what, and what wakes them?",
            "323221",
            "Microblogs and clips spread among strangers who never name us; reviews come to our own page.",
        ),
        _kind(
            "response_targets",
            "Response targets",
            "How soon does whom get which answer?",
            "322232",
            "A microblog counts minutes; review pages show the answer rate beside the stars.",
        ),
        _kind(
            "voice",
            "Voice",
            "How do we sound when it is serious, and who may be light?",
            "223322",
            "A clip has a tone before it has words, and forum regulars hear a press office at once.",
        ),
        _kind(
            "escalation",
            "Escalation",
            "What goes up, to whom, and at what sign?",
            "323212",
            "Where reach doubles within minutes, the wrong desk costs the first hour.",
        ),
        _kind(
            "approval",
            "Approval",
            "Who says yes, in how many minutes, and who if they cannot be reached?",
            "322213",
            "On a professional network a post counts as the company's word; review answers are routine.",
        ),
        _kind(
            "spokespeople",
            "Spokespeople",
            "Who speaks, with which name and face?",
            "213213",
            "A clip needs a face, and a professional network hears people, not logos.",
        ),
        _kind(
            "facts_and_sources",
            "Facts and sources",
            "Where do facts come from, and who confirms them?",
            "322332",
            "Forums take a claim apart and reviewers hold the receipt; a microblog shows who corrects whom.",
        ),
        _kind(
            "moderation",
            "Moderation",
            "What do we hide, keep and answer below our own posts?",
            "132311",
            "Photo comments stand below our own picture, and a forum judges a removal harder than the deed.",
        ),
        _kind(
            "holding_statements",
            "Holding statements",
            "What may go out at once, with nobody's yes?",
            "322112",
            "Minutes of silence are filled by others on a microblog; forums and reviews wait for substance.",
        ),
        _kind(
            "channels",
            "Channels",
            "Where do we answer, and when do we move to messages, phone or our own page?",
            "221131",
            "A review is settled in private and closed in public.",
        ),
        _kind(
            "hand_over",
            "Hand-over",
            "What does the next shift have to know?",
            "211221",
            "Threads on forums and reviews outlive a shift; on a microblog the shift ends in mid-storm.",
        ),
        _kind(
            "out_of_hours",
            "Out of hours",
            "Who acts on a Sunday night, and with which powers?",
            "323211",
            "Microblogs and clips are busiest when offices are shut.",
        ),
        _kind(
            "legal_red_lines",
            "Legal red lines",
            "Which words and promises are never ours?",
            "222233",
            "An answer to a review discloses a customer, and markets read a professional network.",
        ),
        _kind(
            "influencer_relations",
            "Influencer relations",
            "Whom do we call first, and who calls?",
            "233101",
            "Pictures and clips spread along large accounts; reviews have none.",
        ),
        _kind(
            "learning",
            "Learning",
            "Who writes down what we learnt, and who changes the plan?",
            "111221",
            "The same complaint comes back on forums and reviews, and the old answer is found first.",
        ),
    )
}
"""All kinds, in the order a plan sheet shows them."""


def profile(platform: PlatformId) -> tuple[tuple[ComponentKind, Weight], ...]:
    """How much a platform asks for each kind of component, 0 to 3."""
    return tuple((one.id, one.weights[platform]) for one in KINDS.values())
