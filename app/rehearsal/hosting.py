"""What the brand does with its own page: hide, pin, limit replies, block."""

from app.feed.posts import Post
from app.ids import PostId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking, the_post
from app.rehearsal.places import the_place
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal

HostCommand = c.HidePost | c.PinPost | c.LimitPost | c.BlockAccount


def decide(rehearsal: Rehearsal, asking: Asking, command: HostCommand) -> tuple[e.Event, ...]:
    """Decide one command about the brand's own page."""
    match command:
        case c.HidePost():
            return (_hidden(rehearsal, asking, command),)
        case c.PinPost():
            return (_pinned(rehearsal, asking, command),)
        case c.LimitPost():
            return (_limited(rehearsal, asking, command),)
        case c.BlockAccount():
            return (_blocked(rehearsal, asking, command),)


def _hidden(rehearsal: Rehearsal, asking: Asking, command: c.HidePost) -> e.PostHidden:
    post = the_post(rehearsal, command.post)
    place, brand = rehearsal.rules(post.platform), rehearsal.scenario.brand
    if not place.hides:
        raise Refused(
            "invalid", f"on {place.name} nobody hides what others write; report what breaks its rules"
        )
    if post.author == brand or not _below_own(rehearsal, post):
        raise Refused("forbidden", "hide replies of others below your own posts")
    if post.hidden == command.on:
        raise Refused("conflict", "hidden already" if command.on else "not hidden")
    if command.on:
        return e.PostHidden(post=post.id, seat=asking.place.id, on=True)
    return e.PostHidden(
        post=post.id,
        seat=asking.place.id,
        on=False,
        text=post.text,
        picture=post.picture,
        shows=post.shows,
        leak=post.leak,
    )


def _below_own(rehearsal: Rehearsal, post: Post) -> bool:
    """Whether it stands somewhere below a post of the brand."""
    above = post.reply_to
    while above is not None:
        found = rehearsal.feed.posts[above]
        if found.author == rehearsal.scenario.brand:
            return True
        above = found.reply_to
    return False


def _pinned(rehearsal: Rehearsal, asking: Asking, command: c.PinPost) -> e.PostPinned:
    post = _own(rehearsal, command.post)
    place = rehearsal.rules(post.platform)
    if place.pins == 0:
        raise Refused("invalid", f"{place.name} has no pins")
    if post.pinned == command.on:
        raise Refused("conflict", "pinned already" if command.on else "not pinned")
    there = sum(
        one.pinned and one.standing == "up" and one.platform == place.id
        for one in rehearsal.feed.posts.values()
    )
    if command.on and there >= place.pins:
        raise Refused("conflict", f"{place.name} keeps {place.pins} pinned at most; take one down first")
    return e.PostPinned(post=post.id, seat=asking.place.id, on=command.on)


def _limited(rehearsal: Rehearsal, asking: Asking, command: c.LimitPost) -> e.PostLimited:
    post = _own(rehearsal, command.post)
    place = rehearsal.rules(post.platform)
    if not place.comment_limits:
        raise Refused("invalid", f"on {place.name} everybody may reply")
    if post.limited == command.replies:
        raise Refused("conflict", f"replies are for {command.replies} already")
    return e.PostLimited(post=post.id, seat=asking.place.id, replies=command.replies)


def _own(rehearsal: Rehearsal, name: PostId) -> Post:
    post = the_post(rehearsal, name)
    if post.author != rehearsal.scenario.brand:
        raise Refused("not_your_account", f"post {name} is not the brand's")
    return post


def _blocked(rehearsal: Rehearsal, asking: Asking, command: c.BlockAccount) -> e.AccountBlocked:
    place = the_place(rehearsal, command.platform)
    if not place.blocks:
        raise Refused("invalid", f"on {place.name} nobody can be blocked")
    handle = command.handle
    if handle == rehearsal.scenario.brand:
        raise Refused("invalid", "choose somebody else's account")
    known = rehearsal.scenario.persona(handle)
    posted = any(one.author == handle for one in rehearsal.feed.posts.values())
    if known is None and not posted:
        raise Refused("not_found", f"there is nobody called @{handle}")
    if (handle in rehearsal.blocked.get(place.id, ())) == command.on:
        raise Refused("conflict", "blocked already" if command.on else "not blocked")
    return e.AccountBlocked(handle=handle, platform=place.id, seat=asking.place.id, on=command.on)
