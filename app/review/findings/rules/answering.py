"""Rules about answers that did not come, or came late."""

from collections.abc import Iterator

from app.feed.posts import Post
from app.ids import ExerciseTime
from app.review.findings.happened import Story
from app.review.findings.rule import Case, mistake
from app.review.findings.words import at, quoted
from app.scenario.times import say_time

WIDE = 0.05
"""A post is seen widely from this part of the audience on."""
MOST_MENTIONS = 5
"""Mentions that are told: the most seen ones."""


def late_first_reply(story: Story) -> Iterator[Case]:
    """The brand's first word, if it came later than the plan promises."""
    first = min(
        (one for one in story.injects if one.delivered is not None),
        key=lambda one: one.delivered or 0.0,
        default=None,
    )
    if first is None or first.delivered is None:
        return
    promised = story.rehearsal.plan.first_reply
    due = first.delivered + promised
    reply = next((post for post in story.brand_posts if post.t >= first.delivered), None)
    if due > story.length or (reply is not None and reply.t <= due):
        return
    came = f"It came at {at(reply.t)}." if reply else "It never came."
    yield Case(
        key=first.id,
        t=due,
        what=f"The plan promises a first word {say_time(promised)} after {first.id} was out. {came}",
        evidence=(*story.cites("inject", first.id), *story.cites("post", reply.id if reply else None)),
        done=f"First said something with {reply.id}." if reply else "",
    )


def inject_unanswered(story: Story) -> Iterator[Case]:
    """Injects that expected something and got nothing."""
    for one in story.injects:
        if one.verdict != "unanswered" or one.delivered is None:
            continue
        yield Case(
            key=one.id,
            t=one.delivered + one.allowed,
            what=(
                f"{one.id} {quoted(one.title)} expected {quoted(one.expected or '')} within "
                f"{say_time(one.allowed)}; nothing was said to its author or to everybody, nor done by whom "
                "it asks."
            ),
            evidence=(*story.cites("inject", one.id), *story.cites("post", one.post)),
        )


def mention_unanswered(story: Story) -> Iterator[Case]:
    """Widely seen posts to the brand that nobody spoke to."""
    patience = story.rehearsal.plan.first_reply
    open_ones = [
        (post, story.reach(post, post.t + patience))
        for post in story.others_posts
        if post.t + patience <= story.length and story.meant_for_us(post) and not _expected(story, post)
    ]
    wide = [
        (post, seen)
        for post, seen in open_ones
        if story.share(seen) >= WIDE and not spoken_to(story, post, post.t + patience)
    ]
    most = sorted(wide, key=lambda one: (-one[1], one[0].t))[:MOST_MENTIONS]
    for post, seen in sorted(most, key=lambda one: one[0].t):
        yield Case(
            key=post.id,
            t=post.t + patience,
            what=f"@{post.author} spoke to us, {seen} had seen it by then: {quoted(story.wording(post.id))}.",
            evidence=(story.cite_post(post.id),),
            confidence="likely",
        )


def _expected(story: Story, post: Post) -> bool:
    """Whether it is an inject with a rule of its own."""
    return any(one.post == post.id and one.expected is not None for one in story.injects)


def spoken_to(story: Story, post: Post, until: ExerciseTime) -> bool:
    """Whether the brand answered a post, wrote to its author, or spoke to everybody up to a moment."""
    author = {one.id for one in story.rehearsal.feed.posts.values() if one.author == post.author}
    said = (
        one
        for one in story.brand_posts
        if one.t >= post.t and (one.reply_to in author or one.quote in author or one.t <= until)
    )
    return any(said) or story.wrote_to(post.author, post.t)


RULES = (
    mistake(
        "late_first_reply",
        "The first word came late",
        "From the first inject to the brand's first public post it took longer than the plan promises for a "
        "first reply, or the drill ended without one. A drill that ended before the promise was due has "
        "none.",
        late_first_reply,
    ),
    mistake(
        "inject_unanswered",
        "Nobody answered an inject",
        "An inject that expects an action had none by EndEx: no reply and no message to its author, no post "
        "to everybody after it, and nothing done by the position it asks. A late answer is not meant; the "
        "table of answers shows it.",
        inject_unanswered,
    ),
    mistake(
        "mention_unanswered",
        "A widely seen post was left alone",
        f"A post that speaks to the brand was seen by {WIDE:.0%} of the audience within the time the plan "
        "promises for a first reply. By then the brand had posted nothing, and later it answered neither it "
        f"nor its author. The {MOST_MENTIONS} most seen are told; injects that expect an action are left "
        "out.",
        mention_unanswered,
    ),
)
