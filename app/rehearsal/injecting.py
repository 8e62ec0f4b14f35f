"""Cues and their delivery."""

from dataclasses import replace
from itertools import count
from math import isfinite

from app.feed.posts import Post
from app.ids import InjectId, PostId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking, by_conductor, byline, clean, clean_or_none, the_cue
from app.rehearsal.baton import another
from app.rehearsal.calling import asks_first, called
from app.rehearsal.clock import LONGEST_DRILL
from app.rehearsal.cues import Cue
from app.rehearsal.places import check_account, expiry, here, stars_of, the_place, why_no_reply
from app.rehearsal.playing_fair import keep_fair
from app.rehearsal.posting import next_message
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal
from app.scenario.cast import Persona
from app.scenario.msel import COPY, Inject

CueCommand = (
    c.StandByCue
    | c.HoldCue
    | c.ReleaseCue
    | c.SkipCue
    | c.EditCue
    | c.PlanCue
    | c.MoveCue
    | c.CopyCue
    | c.AddCue
    | c.DeliverInject
)
GO_GAP_MS = 1_000
"""Wall time between two deliveries by hand: a key that is held down, or hit twice, sends one inject."""
MOST_CUES = 1_000


def decide(rehearsal: Rehearsal, asking: Asking, command: CueCommand) -> tuple[e.Event, ...]:
    """Decide one command about cues."""
    if isinstance(command, c.AddCue):
        return (_added(rehearsal, asking, command),)
    if isinstance(command, c.CopyCue):
        return (_copied(rehearsal, the_cue(rehearsal, command.inject)),)
    cue = the_cue(rehearsal, command.inject)
    if cue.state == "delivered":
        raise Refused("conflict", f"inject {command.inject} is already out; copy it to send it again")
    match command:
        case c.StandByCue() | c.HoldCue() | c.ReleaseCue() | c.SkipCue():
            return (_standing(rehearsal, asking, cue, command),)
        case c.EditCue(text=text):
            return (e.CueEdited(inject=command.inject, text=_cue_text(rehearsal, cue.inject, text)),)
        case c.PlanCue(at=at):
            return (_planned(asking, cue, at),)
        case c.MoveCue(before=before):
            if before is not None:
                the_cue(rehearsal, before)
            if before == command.inject:
                raise Refused("invalid", "a cue cannot stand before itself")
            return (e.CueMoved(inject=command.inject, before=before),)
        case c.DeliverInject():
            return _deliver(rehearsal, asking, cue)


StandingCommand = c.StandByCue | c.HoldCue | c.ReleaseCue | c.SkipCue


def _standing(rehearsal: Rehearsal, asking: Asking, cue: Cue, command: StandingCommand) -> e.Event:
    inject = command.inject
    if by_conductor(asking):
        return _queued(rehearsal, asking, cue)
    match command:
        case c.StandByCue():
            _new_state(cue, "standby")
            return e.CueStoodBy(inject=inject)
        case c.HoldCue():
            _new_state(cue, "held")
            return e.CueHeld(inject=inject)
        case c.ReleaseCue():
            _new_state(cue, "waiting")
            return e.CueReleased(inject=inject)
        case c.SkipCue():
            _new_state(cue, "skipped")
            return e.CueSkipped(inject=inject)


def _queued(rehearsal: Rehearsal, asking: Asking, cue: Cue) -> e.CueHeld:
    """Into the hold queue, while the clock runs: nothing happens by itself while it does not."""
    if rehearsal.clock.state != "live":
        raise Refused("paused", "nothing is due while the clock stands")
    if not (asks_first(rehearsal, cue) and called(rehearsal, cue, asking.t)):
        raise Refused("conflict", f"inject {cue.inject.id} does not wait for a yes")
    return e.CueHeld(inject=cue.inject.id, why="due")


def _new_state(cue: Cue, state: str) -> None:
    if cue.state == state:
        raise Refused("conflict", f"inject {cue.inject.id} is {state} already")


def _cue_text(rehearsal: Rehearsal, inject: Inject, text: str) -> str:
    longest = rehearsal.rules(inject.platform).post_chars if inject.channel == "feed" else 1_000
    return clean(text, longest, "inject")


def _planned(asking: Asking, cue: Cue, at: float | None) -> e.CuePlanned:
    if at is not None and (not isfinite(at) or not asking.t <= at <= LONGEST_DRILL):
        raise Refused("invalid", "a cue is planned for a moment that is still to come")
    if at == cue.at:
        raise Refused("conflict", f"inject {cue.inject.id} is planned for then already")
    return e.CuePlanned(inject=cue.inject.id, at=None if at is None else round(at, 3))


def _added(rehearsal: Rehearsal, asking: Asking, command: c.AddCue) -> e.CueAdded:
    persona = rehearsal.scenario.persona(command.by)
    if persona is None or command.by == rehearsal.scenario.brand:
        raise Refused("invalid", f"a cue speaks as one of the cast, not as @{command.by}")
    if persona.sort == "contact" and command.channel == "feed":
        raise Refused("invalid", f"@{command.by} only writes direct messages")
    place = the_place(rehearsal, command.platform)
    if command.channel == "feed":
        check_account(rehearsal, persona, place)
    if command.stars is not None and not (place.stars and 1 <= command.stars <= 5):
        raise Refused("invalid", "only a review gives stars, one to five")
    if command.at is not None and (not isfinite(command.at) or not asking.t <= command.at <= LONGEST_DRILL):
        raise Refused("invalid", "a cue is planned for a moment that is still to come")
    keep_fair(rehearsal, asking, command.text)
    inject = Inject(
        id=_new_id(rehearsal, "x"),
        title=clean_or_none(command.title)[:80] or clean(command.text)[:60],
        at=None if command.at is None else round(command.at, 3),
        by=command.by,
        text=command.text.strip(),
        channel=command.channel,
        platform=here(rehearsal, place),
        stars=command.stars,
    )
    return e.CueAdded(inject=replace(inject, text=_cue_text(rehearsal, inject, command.text)))


def _copied(rehearsal: Rehearsal, cue: Cue) -> e.CueAdded:
    """By hand, whatever let the first one out: a copy never goes by itself."""
    source = cue.inject
    copy = replace(
        source,
        id=_new_id(rehearsal, f"{source.id[:36]}{COPY}"),
        text=cue.text,
        at=None,
        after=None,
        later=0.0,
        when=None,
        unless=None,
        every=None,
        times=1,
        contingency=False,
    )
    return e.CueAdded(inject=copy, copy_of=source.id)


def _new_id(rehearsal: Rehearsal, prefix: str) -> InjectId:
    if len(rehearsal.cues) >= MOST_CUES:
        raise Refused("too_large", f"{MOST_CUES} cues at most")
    return next(name for n in count(1) if (name := InjectId(f"{prefix}{n}")) not in rehearsal.cues)


def _may_go(rehearsal: Rehearsal, asking: Asking, cue: Cue) -> None:
    """The conductor delivers only what is called; a hand waits a second after the last GO."""
    if by_conductor(asking):
        if not called(rehearsal, cue, asking.t):
            raise Refused("conflict", f"inject {cue.inject.id} is not due")
        return
    latest = max(one.went_at for one in rehearsal.cues.values())
    if asking.at - latest < GO_GAP_MS:
        raise Refused("conflict", "an inject went out within the last second; look, then GO again")


def _needs_second(rehearsal: Rehearsal, asking: Asking, cue: Cue) -> bool:
    """Whether another facilitator has to say GO: the show-caller, or a second one for high impact.

    Who confirms what the show-caller wants out needs no baton.
    """
    if asking.seat is None:
        return False
    backed = cue.backed_by not in (None, asking.seat.id)
    if another(rehearsal, asking) is not None:
        return not (backed and cue.backed_by == rehearsal.baton)
    if cue.inject.impact != "high":
        return False
    seated = [one for one in rehearsal.stage.values() if one.role == "facilitator" and one.participant]
    return len(seated) > 1 and not backed


def _deliver(rehearsal: Rehearsal, asking: Asking, cue: Cue) -> tuple[e.Event, ...]:
    _may_go(rehearsal, asking, cue)
    if _needs_second(rehearsal, asking, cue):
        if cue.backed_by == asking.place.id:
            raise Refused("conflict", "another facilitator confirms this one")
        return (e.CueBacked(inject=cue.inject.id, seat=asking.place.id),)
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
        _posted(rehearsal, asking, cue, persona, post),
        e.InjectDelivered(inject=inject.id, post=post),
    )


def _posted(
    rehearsal: Rehearsal, asking: Asking, cue: Cue, persona: Persona, post: PostId
) -> e.PostPublished:
    inject = cue.inject
    answered = _answered(rehearsal, cue, persona)
    place = rehearsal.rules(answered.platform if answered else inject.platform)
    stars = None
    if place.stars and answered is None:
        stars = inject.stars or stars_of(persona, inject.heat)
    return e.PostPublished(
        post=post,
        author=inject.by,
        byline=byline(persona),
        text=cue.text,
        reply_to=answered.id if answered else None,
        picture=inject.picture,
        origin=e.Origin(sort="inject", inject=inject.id),
        platform=here(rehearsal, place),
        stars=stars,
        expires=expiry(rehearsal, place, asking.t) if inject.story and answered is None else None,
    )


def _answered(rehearsal: Rehearsal, cue: Cue, persona: Persona) -> Post | None:
    """The post it replies to; none where that is gone or elsewhere, or takes no reply from this account."""
    answers, platform = cue.inject.answers, cue.inject.platform
    if answers is None:
        return None
    if answers == "brand":
        post = rehearsal.feed.latest_by(rehearsal.scenario.brand, platform)
    else:
        earlier = rehearsal.cues.get(answers)
        post = rehearsal.feed.posts.get(earlier.post) if earlier and earlier.post else None
    if post is None or post.standing != "up" or post.hidden or platform not in (None, post.platform):
        return None
    if post.platform not in rehearsal.scenario.platforms_of(persona):
        return None
    return post if why_no_reply(rehearsal, persona, post) is None else None
