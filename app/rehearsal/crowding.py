"""The crowd's beat, and the facilitator's hand on the crowd."""

from app.feed.gist import flaw_of
from app.feed.intent import Intent
from app.feed.posts import Post
from app.ids import PostId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking, clean, clean_or_none, the_post
from app.rehearsal.places import here, the_place
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal

CrowdCommand = c.ActAsCrowd | c.ShockCrowd | c.DialCrowd | c.JudgePost | c.ReadPost

DIALS: dict[e.Dial, tuple[float, float]] = {"mood": (-1, 1), "volume": (0, 4), "abuse": (0, 1)}
"""How far each dial turns."""
LONGEST_FADE = 86_400.0
LONGEST_CHANCE = 86_400.0


def decide(rehearsal: Rehearsal, asking: Asking, command: CrowdCommand) -> tuple[e.Event, ...]:
    """Decide one beat of the crowd, or one push at it."""
    match command:
        case c.ActAsCrowd():
            _check(rehearsal, command)
            return _acted(rehearsal, command)
        case c.ShockCrowd():
            return (_shocked(asking, command),)
        case c.DialCrowd(dial=dial, value=value):
            low, high = DIALS[dial]
            if not low <= value <= high:
                raise Refused("invalid", f"the {dial} dial goes from {low:g} to {high:g}")
            return (e.CrowdDialled(seat=asking.place.id, dial=dial, value=value),)
        case c.JudgePost():
            return (_judged(rehearsal, asking, command),)
        case c.ReadPost():
            return (_read(rehearsal, command),)


def _shocked(asking: Asking, command: c.ShockCrowd) -> e.CrowdShocked:
    if not -1 <= command.by <= 1 or command.by == 0:
        raise Refused("invalid", "push by -1 to 1, and not by nothing")
    if command.fades is not None and not 1 <= command.fades <= LONGEST_FADE:
        raise Refused("invalid", f"a push fades in 1 to {LONGEST_FADE:g} seconds, or stays")
    return e.CrowdShocked(
        seat=asking.place.id,
        on=command.on,
        by=command.by,
        fades=command.fades,
        why=clean_or_none(command.why),
    )


def _judged(rehearsal: Rehearsal, asking: Asking, command: c.JudgePost) -> e.PostJudged:
    post = _the_brands(rehearsal, command.post)
    check_intent(command.intent)
    return e.PostJudged(post=post.id, seat=asking.place.id, intent=command.intent)


def _read(rehearsal: Rehearsal, command: c.ReadPost) -> e.PostRead:
    post = _the_brands(rehearsal, command.post)
    if post.id in rehearsal.storm.gists:
        raise Refused("conflict", f"post {post.id} is read already")
    if post.text != command.text:
        raise Refused("conflict", f"post {post.id} has other words by now")
    flaw = flaw_of(command.gist)
    if flaw is not None:
        raise Refused("invalid", flaw)
    return e.PostRead(post=post.id, gist=command.gist)


def _the_brands(rehearsal: Rehearsal, name: PostId) -> Post:
    post = the_post(rehearsal, name)
    if post.author != rehearsal.scenario.brand:
        raise Refused("invalid", f"post {post.id} is not the brand's")
    return post


def check_intent(intent: Intent | None) -> None:
    """Refuse what nobody can mean.

    Raises:
        Refused: no strategy, three, or the same twice.
    """
    if intent is None:
        return
    if not 1 <= len(intent.strategies) <= 2 or len(set(intent.strategies)) < len(intent.strategies):
        raise Refused("invalid", "choose one or two different strategies")


def _check(rehearsal: Rehearsal, command: c.ActAsCrowd) -> None:
    mood = rehearsal.mood
    if command.beat != mood.beat + 1:
        raise Refused("conflict", f"beat {mood.beat + 1} is next, not {command.beat}")
    if command.tick < mood.tick:
        raise Refused("conflict", f"the crowd is at step {mood.tick}, past {command.tick}")
    if command.heard not in (None, len(rehearsal.storm.stimuli)):
        raise Refused("conflict", "something happened that the crowd has not taken in")
    for post, *added in command.counts:
        if post not in rehearsal.feed.posts or any(number < 0 for number in added):
            raise Refused("invalid", f"the crowd cannot add {added} to {post}")
    if any(number < 0 for number in command.mentions):
        raise Refused("invalid", f"the crowd cannot take mentions back: {command.mentions}")
    if not (0 <= command.trust <= 100 and 0 <= command.heat <= 100):
        raise Refused("invalid", f"trust {command.trust} or heat {command.heat} is not 0 to 100")
    for one in command.posts:
        if one.stars is not None and not 1 <= one.stars <= 5:
            raise Refused("invalid", f"a review gives one to five stars, not {one.stars}")
        if not -1 <= one.stance <= 1:
            raise Refused("invalid", f"stance {one.stance} is not -1 to 1")
        if rehearsal.scenario.persona(one.author) is not None:
            raise Refused("not_your_account", f"@{one.author} is of the cast, not of the crowd")
    _check_chances(rehearsal, command)


def _check_chances(rehearsal: Rehearsal, command: c.ActAsCrowd) -> None:
    chances = rehearsal.storm.chances
    there = {chance.id for chance in chances.values() if chance.closed_t is None}
    for number, opened in enumerate(command.opened, start=len(chances) + 1):
        if opened.chance != f"o{number}":
            raise Refused("conflict", f"opening o{number} is next, not {opened.chance}")
        if not 0 < opened.lasts <= LONGEST_CHANCE:
            raise Refused("invalid", f"an opening lasts up to {LONGEST_CHANCE:g} seconds")
        there.add(opened.chance)
    for closed in command.closed:
        if closed.chance not in there:
            raise Refused("conflict", f"opening {closed.chance} is not there")
        there.remove(closed.chance)
    for post in (*(one.post for one in command.opened), *(one.post for one in command.closed)):
        if post is not None and post not in rehearsal.feed.posts:
            raise Refused("not_found", f"there is no post {post}")


def _acted(rehearsal: Rehearsal, command: c.ActAsCrowd) -> tuple[e.Event, ...]:
    acted = e.CrowdActed(
        beat=command.beat,
        counts=command.counts,
        trust=command.trust,
        heat=command.heat,
        tick=command.tick,
        mentions=command.mentions,
        mark=command.mark,
    )
    shown = (_shown(rehearsal, one, ahead) for ahead, one in enumerate(command.posts))
    opened = (
        e.ChanceOpened(
            chance=one.chance,
            opening=one.opening,
            lasts=one.lasts,
            why=clean(one.why, what="reason"),
            post=one.post,
        )
        for one in command.opened
    )
    closed = (e.ChanceClosed(chance=one.chance, taken=one.taken, post=one.post) for one in command.closed)
    return (acted, *shown, *opened, *closed)


def _shown(rehearsal: Rehearsal, one: c.CrowdPost, ahead: int) -> e.PostPublished:
    answered, quoted = _up(rehearsal, one.reply_to), _up(rehearsal, one.quote)
    beside = answered or quoted
    place = the_place(rehearsal, beside.platform if beside else one.platform, answered, quoted)
    return e.PostPublished(
        post=rehearsal.feed.next_id(ahead),
        author=one.author,
        byline=one.byline,
        text=clean(one.text, place.post_chars, "post"),
        reply_to=one.reply_to,
        quote=one.quote,
        origin=e.Origin(
            sort="crowd",
            stance=one.stance,
            segment=one.segment,
            account=one.account,
            cascade=one.cascade,
        ),
        platform=here(rehearsal, place),
        stars=one.stars if place.stars and beside is None else None,
    )


def _up(rehearsal: Rehearsal, post: PostId | None) -> Post | None:
    return None if post is None else the_post(rehearsal, post)
