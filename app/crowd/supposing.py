"""What the brand might have done instead, as another list of stimuli: the rest stays as it was.

Whoever else posted still does. Only what answers a post that is not there in the other story is left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.crowd.intake import Intake
from app.crowd.journal import Journal, Put
from app.feed.intent import Intent
from app.ids import ExerciseTime, Handle, PostId
from app.rehearsal import events as e
from app.rehearsal.past import Past
from app.rehearsal.storm import Stimulus, Stirring
from app.rehearsal.supposition import (
    SAID,
    CannotSuppose,
    Kept,
    Retimed,
    Reworded,
    Said,
    Silent,
    Supposition,
)


def supposed(past: Past, what: Supposition, until: ExerciseTime) -> tuple[Stimulus, ...]:
    """The stimuli of the other story of a drill that ended at `until`, in order.

    Raises:
        CannotSuppose: the brand never posted or deleted that, or the time is not within the drill.
    """
    brand = past.scenario.brand
    match what:
        case Silent(post=post):
            _own(past, post)
            return tuple(_without(past.stimuli, post))
        case Retimed(post=post, t=t):
            _, event = _own(past, post)
            _check_time(t, event, past, until)
            return _sorted((Stimulus(t=t, event=event), *_without(past.stimuli, post, until=t)))
        case Reworded(post=post, text=text, intent=intent):
            _own(past, post)
            return tuple(_reworded(past.stimuli, post, text, intent))
        case Kept(post=post):
            _own(past, post)
            kept = tuple(one for one in past.stimuli if one.event != e.PostDeleted(post=post))
            if len(kept) == len(past.stimuli):
                raise CannotSuppose("this post was not deleted")
            return kept
        case Said(t=t, text=text, intent=intent, reply_to=reply_to):
            event = _said(brand, text, intent, reply_to)
            _check_time(t, event, past, until)
            return _sorted((*past.stimuli, Stimulus(t=t, event=event)))


def journals(past: Past, other: Iterable[Stimulus]) -> tuple[Journal, Journal]:
    """What happened and the other story as journals; a post has the same name, so the same luck, in both."""
    happened = Intake(past.scenario)
    first = _journal(happened, past.stimuli)
    return first, _journal(Intake(past.scenario, named=happened.names), other)


def _journal(intake: Intake, stimuli: Iterable[Stimulus]) -> Journal:
    puts: list[Put] = []
    for one in stimuli:
        puts.extend(intake.take(one))
    return tuple(sorted(puts, key=lambda one: one.step))


def _own(past: Past, post: PostId) -> tuple[ExerciseTime, e.PostPublished]:
    found = past.published(post)
    if found is None or found[1].author != past.scenario.brand:
        raise CannotSuppose("choose a post of the brand")
    return found


def _check_time(t: ExerciseTime, event: e.PostPublished, past: Past, until: ExerciseTime) -> None:
    if not 0 <= t <= until:
        raise CannotSuppose(f"choose a time within the drill, 0 to {until:.0f} seconds")
    answered = past.published(event.reply_to) if event.reply_to else None
    if answered is not None and t <= answered[0]:
        raise CannotSuppose("it answers a post that was not there yet")


def _said(brand: Handle, text: str, intent: Intent | None, reply_to: PostId | None) -> e.PostPublished:
    if not text.strip():
        raise CannotSuppose("write what the brand would have said")
    byline = e.Byline(name=brand, followers=0)
    return e.PostPublished(
        post=SAID, author=brand, byline=byline, text=text, intent=intent, reply_to=reply_to
    )


def _without(
    stimuli: Iterable[Stimulus], post: PostId, *, until: ExerciseTime | None = None
) -> Iterator[Stimulus]:
    """Without a post, what was done to it, and what answered it.

    If it comes at `until` instead, then only without what answered it before; what the brand did to it
    by then is done at once.
    """
    gone = {post}
    for one in stimuli:
        early = until is None or one.t < until
        match one.event:
            case e.PostPublished(post=this) if this == post:
                continue
            case e.PostPublished(post=this, reply_to=to, quote=of):
                if early and (to in gone or of in gone):
                    gone.add(this)
                else:
                    yield one
            case e.PostReposted(post=this) | e.PostUnreposted(post=this) if early and this in gone:
                continue
            case _ if early and _done_to(one.event) in gone:
                if until is not None and _done_to(one.event) == post:
                    yield replace(one, t=until)
            case _:
                yield one


def _done_to(event: Stirring) -> PostId | None:
    """The post that is edited, deleted, judged or read."""
    match event:
        case e.PostEdited() | e.PostDeleted() | e.PostRetracted() | e.PostJudged() | e.PostRead():
            return event.post
        case _:
            return None


def _reworded(
    stimuli: Iterable[Stimulus], post: PostId, text: str, intent: Intent | None
) -> Iterator[Stimulus]:
    """Other words, and nothing of what was made of the old ones."""
    for one in stimuli:
        match one.event:
            case e.PostPublished(post=this) if this == post:
                yield replace(one, event=replace(one.event, text=text, intent=intent))
            case e.PostEdited(post=this) | e.PostJudged(post=this) | e.PostRead(post=this) if this == post:
                continue
            case _:
                yield one


def _sorted(stimuli: Iterable[Stimulus]) -> tuple[Stimulus, ...]:
    return tuple(sorted(stimuli, key=lambda one: one.t))
