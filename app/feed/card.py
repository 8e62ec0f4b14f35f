"""An account as its card shows it, whoever stands behind it."""

from dataclasses import dataclass, replace

from app.ids import Handle


@dataclass(frozen=True, slots=True, kw_only=True)
class OldPost:
    """A post from before StartEx, and its age then in days."""

    text: str
    age_days: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Who an account says it is.

    The cast is written by the scenario's author, who says nothing of what follows `followers`, and nothing is
    made up for it. So players are told those of nobody: else the card would say who is of the cast and who
    of the crowd. Those who know the truth anyway are told them of the crowd's accounts.

    Attributes:
        following: how many it follows.
        posts: how many it had written before StartEx.
        joined: ISO date in the story.
        history: its latest posts before StartEx, the newest first.
    """

    handle: Handle
    name: str
    bio: str
    followers: int
    following: int | None = None
    posts: int | None = None
    joined: str | None = None
    history: tuple[OldPost, ...] | None = None

    def for_players(self) -> "Card":
        """What players may see of it."""
        return replace(self, following=None, posts=None, joined=None, history=None)
