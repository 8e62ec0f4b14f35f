"""What the rules of the openings look at: the feed, the audience, and the brand's posts since."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.crowd.audience import Audience
from app.crowd.proposing import terms
from app.crowd.reading import read
from app.feed.gist import Gist
from app.feed.intent import STRATEGIES, Strategy
from app.feed.posts import Post
from app.ids import ExerciseTime, Handle
from app.rehearsal.state import Rehearsal

FRESH: Final = 600.0
"""Exercise seconds for which a post is something to react to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A rehearsal and its audience at one exercise time."""

    rehearsal: Rehearsal
    audience: Audience
    t: ExerciseTime

    @property
    def brand(self) -> Handle:
        return self.rehearsal.scenario.brand

    def fresh(self) -> Iterator[Post]:
        """Posts of the cast that are up and new, the latest first; the brand's are left out."""
        for post in reversed(self.rehearsal.feed.posts.values()):
            if self.t - post.t > FRESH:
                return
            if post.standing == "up" and post.author != self.brand and self._of_cast(post):
                yield post

    def answers_since(self, since: ExerciseTime) -> Iterator[Post]:
        """Posts of the brand from `since` on."""
        for post in reversed(self.rehearsal.feed.posts.values()):
            if post.t < since:
                return
            if post.author == self.brand:
                yield post

    def valence(self, post: Post) -> float:
        """How the engine takes a post, 0 for one it does not have."""
        entity = self.audience.intake.names.get(post.id)
        return 0.0 if entity is None else self.audience.valence(entity)

    def weight(self, post: Post, *strategies: Strategy) -> float:
        """How much of these strategies a post of the brand is."""
        storm = self.rehearsal.storm
        intent = storm.judged.get(post.id) or storm.intents.get(post.id)
        weights = terms(self.gist(post), intent).weights
        total = 0.0
        for strategy in strategies:
            total += weights[STRATEGIES.index(strategy)]
        return total

    def gist(self, post: Post) -> Gist:
        """What a post's words do, as read by whoever reads here."""
        return self.rehearsal.storm.gists.get(post.id) or read(post.text, self.rehearsal.scenario.language)

    def _of_cast(self, post: Post) -> bool:
        return self.rehearsal.scenario.persona(post.author) is not None
