"""What each kind of platform allows, as data: docs/platforms.md has the table, and no other place a copy."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

PlatformId = Literal["microblog", "photo", "short_video", "forum", "reviews", "professional"]
Layout = Literal["card", "grid", "poster", "tree", "stars", "article"]
Deletion = Literal["ever", "never", "author_tombstone"]
RankingSort = Literal["newest", "engagement", "votes", "helpful"]
ReactionId = Literal["like", "save", "up", "down", "helpful", "support", "insightful"]
WhoReplies = Literal["everyone", "followers", "nobody"]

DAY = 86_400.0
MINUTE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """One way to react to a post.

    Attributes:
        approves: whether it says that one agrees.
        public: whether others see it; of the public ones an account has one on a post at a time.
    """

    id: ReactionId
    name: str
    approves: bool = True
    public: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What a post's place follows from: (base + each figure by its weight) / (1 + age / settles).

    Attributes:
        settles: exercise seconds after which half of it is left, None if age takes nothing.
    """

    base: float = 0.0
    like: float = 0.0
    reply: float = 0.0
    repost: float = 0.0
    down: float = 0.0
    settles: float | None = None


SCORES: Mapping[RankingSort, Score] = {
    "newest": Score(),
    "engagement": Score(base=1.0, like=1.0, reply=2.0, repost=3.0, settles=600.0),
    "votes": Score(like=1.0, down=-1.0),
    "helpful": Score(like=1.0),
}
"""Where scores are equal, the newer post is first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A platform's rules.

    Attributes:
        post_chars: characters a post may have.
        edit_seconds: exercise seconds it may be edited for, None for ever; `edit_marked`: readers are told.
        reactions: the first is what a like is here.
        delete: `ever` takes a post off with its author's word, `never` leaves it, `author_tombstone` leaves
            its place and the replies below.
        ranking, score: what comes first, and the figures that say so.
        owner_replies: how often the brand may answer one post, None as often as it likes.
        threads: replies to replies are shown as a tree.
        stars: what is posted gives one to five, and the brand only answers.
        expires_after: seconds in the story after which what is posted as a story is gone.
        pins: posts of its own the brand may pin at once.
        hides, blocks, reports, comment_limits: whether it has these.
        answers_after: exercise seconds until a report is answered.
        accent: hue of the skin, degrees.
    """

    id: PlatformId
    name: str
    post_chars: int
    edit_seconds: float | None
    quotes: bool = True
    reposts: bool = True
    layout: Layout = "card"
    reactions: tuple[Reaction, ...] = (Reaction(id="like", name="Like"),)
    edit_marked: bool = True
    delete: Deletion = "ever"
    ranking: RankingSort = "newest"
    score: Score = SCORES["newest"]
    owner_replies: int | None = None
    threads: bool = False
    stars: bool = False
    expires_after: float | None = None
    pins: int = 0
    hides: bool = False
    blocks: bool = False
    reports: bool = True
    comment_limits: bool = False
    answers_after: float = 4 * MINUTE
    accent: int = 215

    def reaction(self, name: str) -> Reaction | None:
        """The reaction of that id, if it is one of this platform's."""
        return next((one for one in self.reactions if one.id == name), None)

    @property
    def liking(self) -> Reaction:
        """What a like is here."""
        return self.reactions[0]


PLATFORMS: Mapping[PlatformId, Platform] = {
    one.id: one
    for one in (
        Platform(
            id="microblog",
            name="Microblog",
            post_chars=280,
            edit_seconds=15 * MINUTE,
            pins=1,
            hides=True,
            blocks=True,
            comment_limits=True,
            answers_after=4 * MINUTE,
            accent=205,
        ),
        Platform(
            id="photo",
            name="Photo",
            post_chars=2200,
            edit_seconds=None,
            quotes=False,
            layout="grid",
            reactions=(
                Reaction(id="like", name="Like"),
                Reaction(id="save", name="Save", public=False),
            ),
            edit_marked=False,
            ranking="engagement",
            score=SCORES["engagement"],
            expires_after=DAY,
            pins=3,
            hides=True,
            blocks=True,
            comment_limits=True,
            answers_after=5 * MINUTE,
            accent=330,
        ),
        Platform(
            id="short_video",
            name="Short video",
            post_chars=300,
            edit_seconds=0,
            quotes=False,
            layout="poster",
            ranking="engagement",
            score=SCORES["engagement"],
            pins=3,
            hides=True,
            blocks=True,
            comment_limits=True,
            answers_after=3 * MINUTE,
            accent=175,
        ),
        Platform(
            id="forum",
            name="Forum",
            post_chars=10_000,
            edit_seconds=None,
            reposts=False,
            layout="tree",
            reactions=(
                Reaction(id="up", name="Up"),
                Reaction(id="down", name="Down", approves=False),
            ),
            delete="author_tombstone",
            ranking="votes",
            score=SCORES["votes"],
            threads=True,
            answers_after=2 * MINUTE,
            accent=25,
        ),
        Platform(
            id="reviews",
            name="Reviews",
            post_chars=4_000,
            edit_seconds=3600,
            quotes=False,
            reposts=False,
            layout="stars",
            reactions=(Reaction(id="helpful", name="Helpful"),),
            delete="never",
            ranking="helpful",
            score=SCORES["helpful"],
            owner_replies=1,
            stars=True,
            answers_after=8 * MINUTE,
            accent=145,
        ),
        Platform(
            id="professional",
            name="Professional",
            post_chars=3_000,
            edit_seconds=None,
            layout="article",
            reactions=(
                Reaction(id="like", name="Like"),
                Reaction(id="support", name="Support"),
                Reaction(id="insightful", name="Insightful"),
            ),
            ranking="engagement",
            score=SCORES["engagement"],
            pins=1,
            hides=True,
            blocks=True,
            comment_limits=True,
            answers_after=6 * MINUTE,
            accent=250,
        ),
    )
}
