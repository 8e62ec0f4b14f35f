"""Posts of the brand whose words did something else than their author's chips said."""

from collections.abc import Iterator

from app.feed.gist import Gist
from app.feed.intent import Intent, Strategy
from app.ids import ExerciseTime
from app.rehearsal import events as e
from app.rehearsal.state import Rehearsal
from app.review.story import Disagreement
from app.review.words import Compare


def disagreements(rehearsal: Rehearsal, compare: Compare) -> tuple[Disagreement, ...]:
    """What the posts said when they came, against what they were meant to do."""
    return tuple(
        Disagreement(
            post=post.post,
            t=t,
            chosen=intent.strategies,
            read=apart.read,
            cues=apart.words,
            sentence=_sentence(intent.strategies, apart.read),
        )
        for t, post, intent in _meant(rehearsal)
        if (apart := compare(intent, post.text, rehearsal.scenario.language, _gist(rehearsal, post)))
    )


def _sentence(chosen: tuple[Strategy, ...], read: tuple[Strategy, ...]) -> str:
    """What it comes to; the crowd's acceptance has a term for it."""
    meant = f"Meant as {' and '.join(chosen)}"
    said = f"it reads as {' and '.join(read)}" if read else "it has no words of that"
    return f"{meant}, {said}: people believe it less."


def _meant(rehearsal: Rehearsal) -> Iterator[tuple[ExerciseTime, e.PostPublished, Intent]]:
    """The posts of the brand that have chips, as they came."""
    for stimulus in rehearsal.storm.stimuli:
        post = stimulus.event
        if (
            isinstance(post, e.PostPublished)
            and post.author == rehearsal.scenario.brand
            and post.intent is not None
        ):
            yield stimulus.t, post, post.intent


def _gist(rehearsal: Rehearsal, post: e.PostPublished) -> Gist | None:
    """What a reader of others made of these words; what it has of an edited post is of other ones."""
    edited = rehearsal.feed.posts[post.post].edited_t is not None
    return None if edited else rehearsal.storm.gists.get(post.post)
