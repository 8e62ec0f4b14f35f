"""A screenshot of a post: it stays as it was, whatever becomes of the post."""

from dataclasses import dataclass

from app.feed.picture import Image
from app.ids import ExerciseTime, Handle, PostId


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What stood there: words, figures and picture at `taken_t`, in exercise seconds.

    Whoever took it is not in it: shown later, it must not tell whose account shows it.
    """

    post: PostId
    author: Handle
    name: str
    verified: bool
    text: str
    posted_t: ExerciseTime
    taken_t: ExerciseTime
    likes: int
    reposts: int
    replies: int
    reach: int
    edited: bool = False
    picture: Image | None = None
