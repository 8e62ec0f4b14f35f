"""Posts as they stand, and the feed that holds them."""

from dataclasses import dataclass, field
from typing import Literal

from app.feed.capture import Capture
from app.feed.picture import Image
from app.feed.platforms import PlatformId, ReactionId, WhoReplies
from app.feed.tactics import Leaked
from app.ids import ExerciseTime, Handle, PostId

Standing = Literal["up", "deleted", "retracted", "removed", "expired"]
"""There, or taken off by its author, the facilitator, the platform's moderation, or its time."""


@dataclass(slots=True, kw_only=True)
class Counts:
    """What the crowd added to a post."""

    likes: int = 0
    reposts: int = 0
    replies: int = 0
    reach: int = 0


@dataclass(slots=True, kw_only=True)
class Post:
    """One post. `likers` and `reposters` are personas; the crowd is in `crowd` as numbers.

    Attributes:
        likers: who gave what a like is on the platform; `reactions` has those who gave anything else.
        stars: 1 to 5 of a review.
        expires: exercise second at which a story is gone.
        hidden: only the brand, its author and staff see it.
        limited: who may still reply.
    """

    id: PostId
    author: Handle
    name: str
    followers: int
    verified: bool
    text: str
    t: ExerciseTime
    platform: PlatformId
    reply_to: PostId | None = None
    quote: PostId | None = None
    picture: Image | None = None
    shows: Capture | None = None
    leak: Leaked | None = None
    stars: int | None = None
    expires: ExerciseTime | None = None
    hidden: bool = False
    pinned: bool = False
    limited: WhoReplies = "everyone"
    standing: Standing = "up"
    edited_t: ExerciseTime | None = None
    gone_t: ExerciseTime | None = None
    likers: set[Handle] = field(default_factory=set)
    reposters: set[Handle] = field(default_factory=set)
    reactions: dict[ReactionId, set[Handle]] = field(default_factory=dict)
    replies: list[PostId] = field(default_factory=list)
    quotes: int = 0
    crowd: Counts = field(default_factory=Counts)

    @property
    def likes(self) -> int:
        """Likes shown."""
        return self.crowd.likes + len(self.likers)

    @property
    def downs(self) -> int:
        """Votes against it."""
        return len(self.reactions.get("down", ()))

    @property
    def reposts(self) -> int:
        """Reposts and quotes shown."""
        return self.crowd.reposts + len(self.reposters) + self.quotes

    @property
    def answers(self) -> int:
        """Replies shown: those on the feed, and those only counted."""
        return self.crowd.replies + len(self.replies)


@dataclass(slots=True, kw_only=True)
class Feed:
    """All posts of a rehearsal, in the order they came."""

    posts: dict[PostId, Post] = field(default_factory=dict)

    def next_id(self, ahead: int = 0) -> PostId:
        """The id of the next post (or the one `ahead` places after it)."""
        return PostId(f"p{len(self.posts) + 1 + ahead}")

    def latest_by(self, author: Handle, platform: PlatformId | None = None) -> Post | None:
        """The newest post of an account that is still up, anywhere or on one platform."""
        return next(
            (
                post
                for post in reversed(self.posts.values())
                if post.author == author
                and post.standing == "up"
                and (platform is None or post.platform == platform)
            ),
            None,
        )
