"""Cues and their delivery."""

from app.ids import PostId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking, byline, clean, the_cue
from app.rehearsal.cues import Cue
from app.rehearsal.posting import next_message
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal

CueCommand = c.StandByCue | c.HoldCue | c.ReleaseCue | c.SkipCue | c.EditCue | c.DeliverInject


def decide(rehearsal: Rehearsal, asking: Asking, command: CueCommand) -> tuple[e.Event, ...]:
    """Decide one command about cues."""
    cue = the_cue(rehearsal, command.inject)
    inject = cue.inject.id
    if cue.state == "delivered":
        raise Refused("conflict", f"inject {inject} is already out")
    match command:
        case c.StandByCue():
            _new_state(cue, "standby")
            return (e.CueStoodBy(inject=inject),)
        case c.HoldCue():
            _new_state(cue, "held")
            return (e.CueHeld(inject=inject),)
        case c.ReleaseCue():
            _new_state(cue, "waiting")
            return (e.CueReleased(inject=inject),)
        case c.SkipCue():
            _new_state(cue, "skipped")
            return (e.CueSkipped(inject=inject),)
        case c.EditCue(text=text):
            return (e.CueEdited(inject=inject, text=_cue_text(rehearsal, cue, text)),)
        case c.DeliverInject():
            return _deliver(rehearsal, asking, cue)


def _new_state(cue: Cue, state: str) -> None:
    if cue.state == state:
        raise Refused("conflict", f"inject {cue.inject.id} is {state} already")


def _cue_text(rehearsal: Rehearsal, cue: Cue, text: str) -> str:
    longest = rehearsal.platform.post_chars if cue.inject.channel == "feed" else 1_000
    return clean(text, longest, "inject")


def _deliver(rehearsal: Rehearsal, asking: Asking, cue: Cue) -> tuple[e.Event, ...]:
    if asking.seat is None and cue.state != "waiting":
        raise Refused("conflict", f"inject {cue.inject.id} is {cue.state}")
    inject, scenario = cue.inject, rehearsal.scenario
    persona = scenario.persona(inject.by)
    if persona is None:
        raise Refused("not_found", f"the cast has no @{inject.by}")
    origin = e.Origin(sort="inject", inject=inject.id)
    if inject.channel == "message":
        message = next_message(rehearsal, inject.by, scenario.brand)
        return (
            e.MessageSent(
                message=message,
                sender=inject.by,
                to=scenario.brand,
                text=cue.text,
                origin=origin,
            ),
            e.InjectDelivered(inject=inject.id, message=message),
        )
    post = rehearsal.feed.next_id()
    return (
        e.PostPublished(
            post=post,
            author=inject.by,
            byline=byline(persona),
            text=cue.text,
            reply_to=_answered(rehearsal, cue),
            origin=origin,
        ),
        e.InjectDelivered(inject=inject.id, post=post),
    )


def _answered(rehearsal: Rehearsal, cue: Cue) -> PostId | None:
    answers = cue.inject.answers
    if answers is None:
        return None
    if answers == "brand":
        latest = rehearsal.feed.latest_by(rehearsal.scenario.brand)
        return latest.id if latest else None
    earlier = rehearsal.cues.get(answers)
    post = rehearsal.feed.posts.get(earlier.post) if earlier and earlier.post else None
    return post.id if post and post.standing == "up" else None
