"""Posts, replies, quotes, reposts, edits, deletions, direct messages."""

from app.ids import Handle, MessageId, PostId
from app.rehearsal import capturing, playing
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking, byline, clean, origin_of, the_post, within_pace
from app.rehearsal.crowding import check_intent
from app.rehearsal.places import (
    check_account,
    check_reply,
    check_stars,
    expiry,
    here,
    own_account,
    readable,
    the_place,
)
from app.rehearsal.playing_fair import keep_fair
from app.rehearsal.reacting import react
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal

LONGEST_MESSAGE = 1_000

PostCommand = (
    c.PublishPost
    | c.CapturePost
    | c.EditPost
    | c.DeletePost
    | c.RetractPost
    | c.LikePost
    | c.RepostPost
    | c.ReactToPost
    | c.SendMessage
)


def decide(rehearsal: Rehearsal, asking: Asking, command: PostCommand) -> tuple[e.Event, ...]:
    """Decide one command about the feed."""
    match command:
        case c.PublishPost():
            return (_publish(rehearsal, asking, command),)
        case c.CapturePost():
            return (capturing.capture(rehearsal, asking, command),)
        case c.EditPost():
            return (_edit(rehearsal, asking, command),)
        case c.DeletePost(post=post):
            return (_delete(rehearsal, asking, post),)
        case c.RetractPost(post=post):
            the_post(rehearsal, post)
            return (e.PostRetracted(post=post),)
        case c.LikePost():
            liking = rehearsal.rules(the_post(rehearsal, command.post).platform).liking
            return react(rehearsal, asking, command, liking.id)
        case c.RepostPost():
            return (_repost(rehearsal, asking, command),)
        case c.ReactToPost(reaction=name):
            return react(rehearsal, asking, command, name)
        case c.SendMessage():
            return (_message(rehearsal, asking, command),)


def next_message(rehearsal: Rehearsal, sender: Handle, to: Handle) -> MessageId:
    """Counted per pair of accounts: an id never tells how much others write."""
    earlier = sum((one.sender, one.to) == (sender, to) for one in rehearsal.messages)
    return MessageId(f"m{earlier + 1}.{sender}.{to}")


def _publish(rehearsal: Rehearsal, asking: Asking, command: c.PublishPost) -> e.PostPublished:
    persona = own_account(rehearsal, asking, command.author)
    if persona.sort == "contact":
        raise Refused("invalid", f"@{persona.handle} is not on the feed; send a message")
    answered = None if command.reply_to is None else readable(rehearsal, asking, command.reply_to)
    quoted = None if command.quote is None else readable(rehearsal, asking, command.quote)
    place = the_place(rehearsal, command.platform, answered, quoted)
    check_account(rehearsal, persona, place)
    text = clean(command.text, place.post_chars, "post")
    keep_fair(rehearsal, asking, text)
    within_pace(rehearsal, asking, "feed")
    check_reply(rehearsal, persona, answered)
    check_stars(rehearsal, persona, place, command.stars, answered)
    if quoted is not None and not place.quotes:
        raise Refused("invalid", f"{place.name} has no quotes")
    if command.story and (place.expires_after is None or answered is not None):
        raise Refused(
            "invalid", f"{place.name} has no stories" if answered is None else "a story answers nothing"
        )
    check_intent(command.intent)
    shows = capturing.shown(rehearsal, asking, command.shows)
    leak = playing.leaked(rehearsal, asking, command.leak)
    brand = command.author == rehearsal.scenario.brand
    if brand and not rehearsal.plan.is_holding(text):
        raise Refused(
            "needs_approval",
            "only a holding statement goes out unapproved; send this as a draft",
        )
    return e.PostPublished(
        post=rehearsal.feed.next_id(),
        author=command.author,
        byline=byline(persona),
        text=text,
        reply_to=command.reply_to,
        quote=command.quote,
        posture=command.posture if brand else None,
        intent=command.intent if brand else None,
        origin=origin_of(asking),
        tactic=playing.played(rehearsal, asking, command, shows),
        shows=shows,
        leak=leak,
        platform=here(rehearsal, place),
        stars=command.stars,
        expires=expiry(rehearsal, place, asking.t) if command.story else None,
    )


def _edit(rehearsal: Rehearsal, asking: Asking, command: c.EditPost) -> e.PostEdited:
    post = the_post(rehearsal, command.post)
    own_account(rehearsal, asking, post.author)
    place = rehearsal.rules(post.platform)
    text = clean(command.text, place.post_chars, "post")
    keep_fair(rehearsal, asking, text)
    allowed = place.edit_seconds
    if allowed == 0:
        raise Refused("forbidden", f"on {place.name} nothing is edited")
    if allowed is not None and asking.t - post.t > allowed:
        raise Refused("forbidden", f"a post can be edited for {allowed / 60:g} minutes")
    if text == post.text:
        raise Refused("invalid", "nothing was changed")
    if post.author == rehearsal.scenario.brand and not rehearsal.plan.is_holding(text):
        raise Refused("needs_approval", "an edit of ours needs approval: write a new draft")
    return e.PostEdited(post=post.id, text=text)


def _delete(rehearsal: Rehearsal, asking: Asking, name: PostId) -> e.PostDeleted:
    post = the_post(rehearsal, name)
    own_account(rehearsal, asking, post.author)
    place = rehearsal.rules(post.platform)
    if place.delete == "never":
        raise Refused("forbidden", f"on {place.name} nothing is deleted; edit it")
    return e.PostDeleted(post=name)


def _repost(rehearsal: Rehearsal, asking: Asking, command: c.RepostPost) -> e.PostReposted | e.PostUnreposted:
    post = readable(rehearsal, asking, command.post)
    place = rehearsal.rules(post.platform)
    check_account(rehearsal, own_account(rehearsal, asking, command.by), place)
    if not place.reposts:
        raise Refused("invalid", f"{place.name} has no reposts")
    if (command.by in post.reposters) == command.on:
        raise Refused("conflict", "reposted already" if command.on else "not reposted")
    if command.on:
        return e.PostReposted(post=post.id, by=command.by)
    return e.PostUnreposted(post=post.id, by=command.by)


def _message(rehearsal: Rehearsal, asking: Asking, command: c.SendMessage) -> e.MessageSent:
    own_account(rehearsal, asking, command.sender)
    text = clean(command.text, LONGEST_MESSAGE, "message")
    keep_fair(rehearsal, asking, text)
    if rehearsal.scenario.persona(command.to) is None:
        raise Refused("not_found", f"there is nobody called @{command.to}")
    if command.to == command.sender:
        raise Refused("invalid", "choose somebody else to write to")
    within_pace(rehearsal, asking, "feed")
    return e.MessageSent(
        message=next_message(rehearsal, command.sender, command.to),
        sender=command.sender,
        to=command.to,
        text=text,
        origin=origin_of(asking),
    )
