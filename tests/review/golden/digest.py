"""A review in the few lines that matter: figures, answers, findings, assumptions, moments."""

from collections import Counter
from collections.abc import Iterator

from app.review.story import Review, ReviewedInject
from app.scenario.times import say_time

Section = tuple[str, tuple[str, ...]]


def digest(review: Review) -> tuple[Section, ...]:
    """What matters of a review, part by part. What is added to reviews later is not in it."""
    return (
        ("Figures", tuple(_figures(review))),
        ("Answers", tuple(_answers(review))),
        ("Findings", tuple(_findings(review))),
        ("Assumptions", tuple(_assumptions(review))),
        ("Moments", tuple(_moments(review))),
    )


def written(review: Review) -> str:
    """The same as text."""
    parts = (f"{title}\n" + "".join(f"  {line}\n" for line in lines) for title, lines in digest(review))
    return f"{review.title}, {say_time(review.length)}\n\n" + "\n".join(parts)


def lines_of(text: str) -> dict[str, tuple[str, ...]]:
    """The parts of a digest that was written down."""
    parts = (part.splitlines() for part in text.split("\n\n")[1:])
    return {title: tuple(line.strip() for line in lines) for title, *lines in parts}


def _figures(review: Review) -> Iterator[str]:
    said = {True: ", held", False: ", not held", None: ""}
    for one in review.measures:
        yield f"{one.id}: {one.value} ({one.note}){said[one.held]}"


def _answers(review: Review) -> Iterator[str]:
    yield from (f"{one.id} {one.title}: {one.verdict}{_waited(one)}" for one in review.injects)


def _waited(one: ReviewedInject) -> str:
    if one.answered is None or one.delivered is None:
        return ""
    where = "in the war room" if one.room else f"by {one.answer}" if one.answer else "by message"
    return f", {where} after {say_time(one.answered - one.delivered)}"


def _findings(review: Review) -> Iterator[str]:
    for one in review.findings:
        taken = {True: ", taken", False: ", missed", None: ""}[one.taken]
        seen = (
            ", unseen" if one.noticed_t is None else f", seen after {say_time(max(0, one.noticed_t - one.t))}"
        )
        yield f"T+{say_time(one.t)} {one.sort}: {one.title} ({one.id}, {one.confidence}){taken}{seen}"


def _assumptions(review: Review) -> Iterator[str]:
    for bet in review.bets:
        yield f"{bet.id} {bet.verdict}, {bet.before} to {bet.after} %: {bet.why}"


def _moments(review: Review) -> Iterator[str]:
    """What the replay stops at, counted."""
    postures = Counter(post.posture for post in review.posts if post.brand)
    yield f"{len(review.posts)} posts, {sum(post.brand for post in review.posts)} of the brand"
    yield f"postures: {', '.join(f'{count} {name}' for name, count in sorted(postures.items(), key=str))}"
    yield f"{sum(one.delivered is not None for one in review.injects)} injects out of {len(review.injects)}"
    yield f"{len(review.holds)} holds, {len(review.openings)} openings, {len(review.drafts)} drafts"
    yield f"{len(review.notes)} notes, {len(review.flags)} flags, {len(review.chat)} lines in the war room"
