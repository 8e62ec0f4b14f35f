"""How much of what was said to the brand it answered, and how sure its team was."""

from app.feed.posts import Post
from app.review.findings.happened import Story
from app.review.findings.rules.answering import WIDE
from app.review.story import Measure


def asked_and_answered(story: Story) -> tuple[list[Post], list[Post]]:
    """The posts of others to the brand, and those of them that it replied to or quoted."""
    asked = [post for post in story.others_posts if story.meant_for_us(post)]
    to = {one for post in story.brand_posts for one in (post.reply_to, post.quote) if one is not None}
    return asked, [post for post in asked if post.id in to]


def sure(story: Story) -> list[tuple[int, int]]:
    """How sure each of the brand's players was, before and after; of those who said both."""
    seats = story.rehearsal.seats
    ours = [one for one in story.rehearsal.confidence.values() if seats[one.seat].role == "brand"]
    return [(one.before, one.after) for one in ours if one.before is not None and one.after is not None]


def mentions(story: Story) -> Measure:
    """The share of posts to the brand that it answered."""
    asked, answered = asked_and_answered(story)
    wide = [post for post in asked if story.share(story.reach(post, story.length)) >= WIDE]
    known = {post.id for post in answered}
    heard = [post for post in wide if post.id in known]
    return Measure(
        id="mentions",
        title="Mentions answered",
        value=f"{100 * len(answered) // len(asked)} %" if asked else "–",
        note=(
            f"{len(answered)} of {len(asked)}; widely seen {len(heard)} of {len(wide)}"
            if asked
            else "nobody spoke to the brand"
        ),
        held=None,
        definition=(
            "Posts of others that answer the brand or call it by its handle or name, and that it replied to "
            f"or quoted. Widely seen are those that {WIDE:.0%} of the audience had seen by EndEx."
        ),
    )


def confidence(story: Story) -> Measure:
    """How sure the team was, before and after."""
    both = sure(story)
    before, after = sum(one for one, _ in both), sum(one for _, one in both)
    return Measure(
        id="confidence",
        title="Confidence of the team",
        value=f"{before // len(both)} → {after // len(both)}" if both else "–",
        note=f"{len(both)} said it before and after" if both else "nobody said it before and after",
        held=None,
        definition=(
            "How sure the brand's players were that the team handles this well, 0 to 100: the mean over "
            "those who said so in the lobby and again after EndEx."
        ),
    )
