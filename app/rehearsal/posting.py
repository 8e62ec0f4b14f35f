"""Posts, replies, quotes, likes, reposts, edits, deletions, direct messages."""

from app.ids import Handle, MessageId
from app.rehearsal import capturing, playing
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking, byline, clean, origin_of, the_post, within_pace
from app.rehearsal.crowding import check_intent
from app.rehearsal.playing_fair import keep_fair
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal
from app.scenario.cast import Persona

LONGEST_MESSAGE = 1_000

PostCommand = (
    c.PublishPost
    | c.CapturePost
    | c.EditPost
    | c.DeletePost
    | c.RetractPost
    | c.LikePost
    | c.RepostPost
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
            own_account(rehearsal, asking, the_post(rehearsal, post).author)
            return (e.PostDeleted(post=post),)
        case c.RetractPost(post=post):
            the_post(rehearsal, post)
            return (e.PostRetracted(post=post),)
        case c.LikePost():
            return (_like(rehearsal, asking, command),)
        case c.RepostPost():
            return (_repost(rehearsal, asking, command),)
        case c.SendMessage():
            return (_message(rehearsal, asking, command),)


def own_account(rehearsal: Rehearsal, asking: Asking, handle: Handle) -> Persona:
    """The persona behind an account of the asker's.

    Raises:
        Refused: the account belongs to somebody else.
    """
    persona = rehearsal.scenario.persona(handle)
    if persona is None or handle not in rehearsal.accounts_of(asking.place):
        raise Refused("not_your_account", f"@{handle} is not one of your accounts")
    return persona


def post_text(rehearsal: Rehearsal, text: str) -> str:
    """Text fit for the platform."""
    return clean(text, rehearsal.platform.post_chars, "post")


def next_message(rehearsal: Rehearsal, sender: Handle, to: Handle) -> MessageId:
    """Counted per pair of accounts: an id never tells how much others write."""
    earlier = sum((one.sender, one.to) == (sender, to) for one in rehearsal.messages)
    return MessageId(f"m{earlier + 1}.{sender}.{to}")


def _publish(rehearsal: Rehearsal, asking: Asking, command: c.PublishPost) -> e.PostPublished:
    persona = own_account(rehearsal, asking, command.author)
    if persona.sort == "contact":
        raise Refused("invalid", f"@{persona.handle} is not on the feed; send a message")
    text = post_text(rehearsal, command.text)
    keep_fair(rehearsal, asking, text)
    within_pace(rehearsal, asking, "feed")
    if command.reply_to is not None:
        the_post(rehearsal, command.reply_to)
    if command.quote is not None:
        the_post(rehearsal, command.quote)
        if not rehearsal.platform.quotes:
            raise Refused("invalid", f"{rehearsal.platform.name} has no quotes")
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
    )


def _edit(rehearsal: Rehearsal, asking: Asking, command: c.EditPost) -> e.PostEdited:
    post = the_post(rehearsal, command.post)
    own_account(rehearsal, asking, post.author)
    text = post_text(rehearsal, command.text)
    keep_fair(rehearsal, asking, text)
    allowed = rehearsal.platform.edit_seconds
    if allowed is not None and asking.t - post.t > allowed:
        raise Refused("forbidden", f"a post can be edited for {allowed / 60:g} minutes")
    if text == post.text:
        raise Refused("invalid", "nothing was changed")
    if post.author == rehearsal.scenario.brand and not rehearsal.plan.is_holding(text):
        raise Refused("needs_approval", "an edit of ours needs approval: write a new draft")
    return e.PostEdited(post=post.id, text=text)


def _like(rehearsal: Rehearsal, asking: Asking, command: c.LikePost) -> e.PostLiked | e.PostUnliked:
    post = the_post(rehearsal, command.post)
    own_account(rehearsal, asking, command.by)
    if (command.by in post.likers) == command.on:
        raise Refused("conflict", "liked already" if command.on else "not liked")
    if command.on:
        return e.PostLiked(post=post.id, by=command.by)
    return e.PostUnliked(post=post.id, by=command.by)


def _repost(rehearsal: Rehearsal, asking: Asking, command: c.RepostPost) -> e.PostReposted | e.PostUnreposted:
    post = the_post(rehearsal, command.post)
    own_account(rehearsal, asking, command.by)
    if not rehearsal.platform.reposts:
        raise Refused("invalid", f"{rehearsal.platform.name} has no reposts")
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
