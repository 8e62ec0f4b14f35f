"""Screenshots: taken for oneself, and shown later if one likes."""

from app.feed.capture import Capture
from app.feed.posts import Post
from app.ids import CaptureId, ExerciseTime
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking
from app.rehearsal.places import readable
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal

MOST_CAPTURES = 40
"""Screenshots a seat keeps."""


def capture(rehearsal: Rehearsal, asking: Asking, command: c.CapturePost) -> e.PostCaptured:
    """Take a screenshot of a post that is up, once for each version of its words."""
    post, seat = readable(rehearsal, asking, command.post), asking.place.id
    own = [one for one in rehearsal.captures.values() if one.seat == seat]
    if len(own) >= MOST_CAPTURES:
        raise Refused("too_large", f"{MOST_CAPTURES} screenshots are all you can keep")
    if any((one.shot.post, one.shot.text) == (post.id, post.text) for one in own):
        raise Refused("conflict", "you have a screenshot of this already")
    name = CaptureId(f"k{len(own) + 1}.{seat}")
    return e.PostCaptured(capture=name, seat=seat, shot=_shot_of(post, asking.t))


def shown(rehearsal: Rehearsal, asking: Asking, capture: CaptureId | None) -> Capture | None:
    """The screenshot of one's own that a post shows.

    Raises:
        Refused: the seat has no such screenshot.
    """
    if capture is None:
        return None
    found = rehearsal.captures.get(capture)
    if found is None or found.seat != asking.place.id:
        raise Refused("not_found", f"you have no screenshot {capture}")
    return found.shot


def _shot_of(post: Post, t: ExerciseTime) -> Capture:
    return Capture(
        post=post.id,
        author=post.author,
        name=post.name,
        verified=post.verified,
        text=post.text,
        posted_t=post.t,
        taken_t=t,
        likes=post.likes,
        reposts=post.reposts,
        replies=post.answers,
        reach=post.crowd.reach,
        edited=post.edited_t is not None,
        picture=post.picture,
    )
