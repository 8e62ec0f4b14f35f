"""What a guide item's check counts: things that happened, each with when and what it is known by."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.feed.posts import Post
from app.ids import ExerciseTime, InjectId, PostId, SeatId
from app.rehearsal.cues import Cue
from app.rehearsal.facts import Fact
from app.rehearsal.rating import Evidence
from app.rehearsal.sameness import meant_by
from app.rehearsal.state import Rehearsal
from app.scenario.guide import Check, Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One thing, and when."""

    t: ExerciseTime
    what: Evidence


Counting = Callable[[Rehearsal, Check], Iterator[Happened]]


def brand_posts(rehearsal: Rehearsal) -> list[Post]:
    """What the brand posted, but not what the facilitator took back."""
    posts = rehearsal.feed.posts
    return [posts[one] for one in rehearsal.postures if posts[one].standing != "retracted"]


def answer_to(rehearsal: Rehearsal, cue: Cue) -> Happened | None:
    """The brand's first answer to an inject itself: below its post, or by message to who sent it."""
    delivered = cue.delivered_t
    if delivered is None:
        return None
    pair = (rehearsal.scenario.brand, cue.inject.by)
    written = [one for one in rehearsal.messages if (one.sender, one.to) == pair and one.t >= delivered]
    answers = [_post(post) for post in brand_posts(rehearsal) if cue.post and post.reply_to == cue.post]
    if written:
        # A message has no place in the feed; the inject it answers has.
        answers.append(Happened(t=written[0].t, what=Evidence(sort="inject", id=cue.inject.id)))
    return min(answers, key=lambda one: one.t, default=None)


def touched(rehearsal: Rehearsal, check: Check) -> tuple[int, list[Evidence]]:
    """How many of the injects' posts are there, and those the brand replied to, quoted, liked or reposted."""
    brand = rehearsal.scenario.brand
    there = [post for post in map(_post_of(rehearsal), check.injects) if post is not None]
    spoken: set[PostId | None] = set()
    for post in brand_posts(rehearsal):
        spoken |= {post.reply_to, post.quote}
    found = [
        Evidence(sort="post", id=name)
        for name in there
        if name in spoken
        or brand in rehearsal.feed.posts[name].likers
        or brand in rehearsal.feed.posts[name].reposters
    ]
    return len(there), found


def past_the_model(rehearsal: Rehearsal) -> tuple[int, list[Evidence]]:
    """How many drafts were published, and those that went out without every yes."""
    out = [draft for draft in rehearsal.drafts.values() if draft.state == "published"]
    return len(out), [Evidence(sort="draft", id=one.id) for one in out if one.unapproved is not None]


def other_hands(rehearsal: Rehearsal) -> tuple[int, list[Evidence]]:
    """How many posts the brand has, and those from another seat than most come from."""
    posts = brand_posts(rehearsal)
    by = {one.id: rehearsal.origins[one.id].seat for one in posts if one.id in rehearsal.origins}
    seats: list[SeatId | None] = list(by.values())
    most = max(dict.fromkeys(seats), key=seats.count, default=None)
    return len(by), [Evidence(sort="post", id=name) for name, seat in by.items() if seat != most]


def _post_of(rehearsal: Rehearsal) -> Callable[[InjectId], PostId | None]:
    return lambda name: rehearsal.cues[name].post if name in rehearsal.cues else None


def _post(post: Post) -> Happened:
    return Happened(t=post.t, what=Evidence(sort="post", id=post.id))


def _posts(rehearsal: Rehearsal, _: Check) -> Iterator[Happened]:
    yield from map(_post, brand_posts(rehearsal))


def _holding(rehearsal: Rehearsal, _: Check) -> Iterator[Happened]:
    plan = rehearsal.plan
    yield from (_post(post) for post in brand_posts(rehearsal) if plan.is_holding(post.text))


def _initiating(rehearsal: Rehearsal, _: Check) -> Iterator[Happened]:
    for post in brand_posts(rehearsal):
        if rehearsal.postures[post.id] == "initiates":
            yield _post(post)


def _room(rehearsal: Rehearsal, _: Check) -> Iterator[Happened]:
    yield from (Happened(t=one.t, what=Evidence(sort="chat", id=one.id)) for one in rehearsal.chat)


def _decisions(rehearsal: Rehearsal, _: Check) -> Iterator[Happened]:
    yield from (Happened(t=one.t, what=Evidence(sort="decision", id=one.id)) for one in rehearsal.decisions)


def _claims(rehearsal: Rehearsal, check: Check) -> Iterator[Happened]:
    yield from (_fact(one, one.claimed_t) for one in _about(rehearsal, check))


def _confirmed(rehearsal: Rehearsal, check: Check) -> Iterator[Happened]:
    yield from _settled(rehearsal, check, "confirmed")


def _refuted(rehearsal: Rehearsal, check: Check) -> Iterator[Happened]:
    yield from _settled(rehearsal, check, "refuted")


def _settled(rehearsal: Rehearsal, check: Check, standing: str) -> Iterator[Happened]:
    for fact in _about(rehearsal, check):
        if fact.standing == standing and fact.settled_t is not None:
            yield _fact(fact, fact.settled_t)


def _about(rehearsal: Rehearsal, check: Check) -> Iterator[Fact]:
    """The claims on the board that a check is about: of one fact of the scenario the first."""
    seen: set[str] = set()
    for fact in rehearsal.facts.values():
        if not check.facts:
            yield fact
            continue
        meant = meant_by(fact.text, rehearsal.scenario.facts)
        if meant is not None and meant.id in check.facts and meant.id not in seen:
            seen.add(meant.id)
            yield fact


def _fact(fact: Fact, t: ExerciseTime) -> Happened:
    return Happened(t=t, what=Evidence(sort="fact", id=fact.id))


def _mistakes(rehearsal: Rehearsal, _: Check) -> Iterator[Happened]:
    yield from _flagged(rehearsal, "mistake")


def _chances(rehearsal: Rehearsal, _: Check) -> Iterator[Happened]:
    yield from _flagged(rehearsal, "chance")


def _flagged(rehearsal: Rehearsal, sort: str) -> Iterator[Happened]:
    """What the brand flagged: a post once, whoever else saw it too."""
    seen: set[PostId] = set()
    for flag in rehearsal.flags:
        known = flag.post is not None and flag.post in seen
        if flag.sort == sort and not known and rehearsal.seats[flag.seat].role == "brand":
            seen |= {flag.post} if flag.post is not None else set()
            yield Happened(t=flag.t, what=Evidence(sort="flag", id=flag.id))


COUNTED: Mapping[Measured, Counting] = MappingProxyType(
    {
        "first_post": _posts,
        "holding_line": _holding,
        "room": _room,
        "decisions": _decisions,
        "claims": _claims,
        "confirmed": _confirmed,
        "refuted": _refuted,
        "mistakes": _mistakes,
        "chances": _chances,
        "initiates": _initiating,
    }
)
"""What happened, by what is measured; the rest is looked at in its own way."""
