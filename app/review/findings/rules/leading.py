"""Rules about being first, and about opening a subject instead of defending."""

from collections.abc import Iterator

from app.feed.posts import Post
from app.ids import FactId
from app.rehearsal.sameness import ALIKE, alike
from app.review.findings.happened import Story
from app.review.findings.rule import Case, opportunity
from app.review.findings.words import listed, quoted
from app.scenario.times import say_time

SOON = 600.0
"""Exercise seconds in which trust answers."""
LIFTED = 3.0
"""Points of trust that are more than its usual wandering."""


def first_with_fact(story: Story) -> Iterator[Case]:
    """Facts that people heard from the brand first."""
    told: set[FactId] = set()
    for post in story.brand_posts:
        board = story.board(post.t)
        new = [fact for fact in story.cited(post.id) if fact not in told and board.get(fact) != "claimed"]
        told.update(new)
        ours = [fact for fact in new if fact in board and not _told_before(story, post, fact)]
        if ours:
            yield Case(
                key=post.id,
                t=post.t,
                what=f"{post.id} told {listed(ours)} before anybody else: {quoted(story.wording(post.id))}.",
                evidence=(story.cite_post(post.id), *story.cites("fact", *ours)),
                done=f"Told with {post.id}.",
                taken=True,
                confidence="likely",
            )


def _told_before(story: Story, post: Post, fact: FactId) -> bool:
    text = story.rehearsal.facts[fact].text
    return any(one.t < post.t and alike(story.wording(one.id), text) >= ALIKE for one in story.others_posts)


def initiative(story: Story) -> Iterator[Case]:
    """Posts that opened a subject, and after which trust rose."""
    for post in story.brand_posts:
        if story.rehearsal.postures.get(post.id) != "initiates" or post.t + SOON > story.length:
            continue
        before, after = story.trust(post.t), story.trust(post.t + SOON)
        if after - before < LIFTED:
            continue
        yield Case(
            key=post.id,
            t=post.t,
            until=post.t + SOON,
            what=(
                f"{post.id} opened a subject of its own, and trust went from {before:.0f} to {after:.0f} in "
                f"{say_time(SOON)}: {quoted(story.wording(post.id))}."
            ),
            evidence=(story.cite_post(post.id),),
            done=f"Opened with {post.id}.",
            taken=True,
            confidence="possible",
        )


RULES = (
    opportunity(
        "first_with_fact",
        "First with a fact",
        "A post of the brand cites a settled fact for the first time, and nobody else had posted, by their "
        "words, what the fact says.",
        first_with_fact,
    ),
    opportunity(
        "initiative",
        "An initiative that lifted trust",
        f"A post that the brand meant to open a subject, with trust up by {LIFTED:.0f} points or more "
        f"{SOON / 60:.0f} minutes later. What else happened meanwhile is not taken off.",
        initiative,
    ),
)
