"""Rules about what the brand said and then unsaid."""

import re
from collections.abc import Iterator

from app.feed.posts import Post
from app.ids import ExerciseTime
from app.rehearsal import events as e
from app.review.findings.happened import Story
from app.review.findings.rule import Case, mistake
from app.review.findings.words import at, quoted
from app.review.players import taken_back
from app.scenario.times import say_time

SEEN = 0.01
"""Part of the audience that has seen what cannot be unseen."""
SAYS_SO_WITHIN = 300.0
"""Exercise seconds in which another post may say that one was changed."""
_SAYS_SO = re.compile(
    r"\b(?:edit(?:ed)?|corrected|correction|updated?|deleted|removed|took (?:it|that|this) down|bearbeitet|"
    r"korrigiert|korrektur|aktualisiert|gelöscht|editad[oa]|corregid[oa]|corrección|actualizad[oa]|borrad[oa])\b"
    r"|تصحيح|تعديل|تحديث|حذف",
    re.IGNORECASE,
)


def deleted_seen(story: Story) -> Iterator[Case]:
    """Posts that were deleted after people had seen them, without a word."""
    captured = {one.post for one in taken_back(story.rehearsal)}
    for act in story.of(e.PostDeleted):
        post = _ours(story, act.event)
        if post is None or post.id in captured:
            continue
        views, answers = story.reach(post, act.t), len(_voices(story, post, act.t))
        if (story.share(views) < SEEN and not answers) or _said_so(story, post, act.t):
            continue
        yield Case(
            key=post.id,
            t=act.t,
            what=(
                f"{post.id} was deleted {say_time(act.t - post.t)} after it went out, with {views} views and "
                f"{answers} answers: {quoted(story.wording(post.id))}. Nothing said why."
            ),
            evidence=(story.cite(act), story.cite_post(post.id)),
        )


def captured_back(story: Story) -> Iterator[Case]:
    """Posts taken back of which somebody had a picture."""
    for one in taken_back(story.rehearsal):
        yield Case(
            key=one.post,
            t=one.t,
            what=one.sentence,
            evidence=(*story.cites("post", one.post), *story.cites("post", one.shown)),
        )


def edited_quietly(story: Story) -> Iterator[Case]:
    """Posts that were rewritten after somebody had spoken against them, without saying so."""
    for act in story.of(e.PostEdited):
        post = _ours(story, act.event)
        if post is None or not isinstance(act.event, e.PostEdited) or _SAYS_SO.search(act.event.text):
            continue
        critics = [one for one in _voices(story, post, act.t) if story.against_us(one)]
        if critics and not _said_so(story, post, act.t):
            yield Case(
                key=f"{post.id}.{act.seq}",
                t=act.t,
                what=(
                    f"{post.id} was changed at {at(act.t)}, after @{critics[0].author} had spoken against "
                    f"it, from {quoted(story.wording(post.id))} to {quoted(act.event.text)}."
                ),
                evidence=(story.cite(act), *(story.cite_post(one.id) for one in critics[:3])),
            )


def _ours(story: Story, event: e.Event) -> Post | None:
    if not isinstance(event, e.PostDeleted | e.PostEdited):
        return None
    post = story.rehearsal.feed.posts[event.post]
    return post if post.author == story.rehearsal.scenario.brand else None


def _voices(story: Story, post: Post, until: ExerciseTime) -> list[Post]:
    """What others had said to a post by a moment."""
    return [one for one in story.others_posts if post.id in (one.reply_to, one.quote) and one.t <= until]


def _said_so(story: Story, post: Post, t: ExerciseTime) -> bool:
    """Whether the brand told of the change around the time it made it."""
    around = story.said_between(max(post.t, t - SAYS_SO_WITHIN), t + SAYS_SO_WITHIN)
    return any(_SAYS_SO.search(story.wording(one.id)) for one in around)


RULES = (
    mistake(
        "deleted_seen",
        "Deleted what people had seen",
        f"The brand deleted a post that {SEEN:.0%} of the audience had seen or somebody had answered, and no "
        f"post within {SAYS_SO_WITHIN / 60:.0f} minutes before or after said so.",
        deleted_seen,
    ),
    mistake(
        "captured_back",
        "Taken back after a screenshot",
        "The brand deleted or rewrote a post of which somebody already had a screenshot.",
        captured_back,
    ),
    mistake(
        "edited_quietly",
        "Changed after criticism, without saying so",
        "The brand rewrote a post after somebody had spoken against it, and neither the new words nor a post "
        f"within {SAYS_SO_WITHIN / 60:.0f} minutes said that it was changed.",
        edited_quietly,
    ),
)
