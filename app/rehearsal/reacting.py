"""Reactions: of the public ones an account has one on a post at a time."""

from app.feed.platforms import Reaction, ReactionId
from app.feed.posts import Post
from app.ids import Handle
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking
from app.rehearsal.places import check_account, own_account, readable
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal


def react(
    rehearsal: Rehearsal, asking: Asking, command: c.LikePost | c.ReactToPost, name: ReactionId
) -> tuple[e.Event, ...]:
    """Give a reaction, in the place of another public one, or take it back.

    Raises:
        Refused: the platform has none of that name, or it is there (or not there) already.
    """
    post = readable(rehearsal, asking, command.post)
    place, by = rehearsal.rules(post.platform), command.by
    check_account(rehearsal, own_account(rehearsal, asking, by), place)
    wanted = place.reaction(name)
    if wanted is None:
        raise Refused("invalid", f"{place.name} has no {name}: choose {_known(place.reactions)}")
    given = {one.id for one in place.reactions if by in _givers(post, one.id, place.liking.id)}
    if (name in given) == command.on:
        liked = "liked" if name == place.liking.id else f"marked {name}"
        raise Refused("conflict", f"{liked} already" if command.on else f"not {liked}")
    instead = [one.id for one in place.reactions if wanted.public and one.public and one.id in given]
    changes = [(name, command.on)]
    if command.on:
        changes = [*((one, False) for one in instead), *changes]
    return tuple(_event(post, by, one, place.liking.id, on=on) for one, on in changes)


def _givers(post: Post, name: ReactionId, liking: ReactionId) -> set[Handle]:
    return post.likers if name == liking else post.reactions.get(name, set())


def _event(post: Post, by: Handle, name: ReactionId, liking: ReactionId, *, on: bool) -> e.Event:
    if name != liking:
        return e.PostReacted(post=post.id, by=by, reaction=name, on=on)
    return e.PostLiked(post=post.id, by=by) if on else e.PostUnliked(post=post.id, by=by)


def _known(reactions: tuple[Reaction, ...]) -> str:
    return ", ".join(one.id for one in reactions)
