"""What the tactics of critics do to the audience: small, bounded, and told in docs/critics.md."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from app.crowd.journal import Demanded, Input, Pushed, Uncovered
from app.crowd.leaning import Lean
from app.crowd.pushes import Quantity
from app.crowd.reading import read
from app.crowd.worth import worth
from app.feed.tactics import Tactic
from app.ids import ExerciseTime, Handle, PostId
from app.rehearsal import events as e
from app.scenario.scenario import Scenario

RALLIES: Final = 0.2
"""What a rally adds to how much its post stirs: those who are angry already pass on more."""
LEAK_STIRS: Final = 0.15
PRAISE_LEANS: Final = 0.4
"""A praise that was earned leans at least so far towards the brand."""
EARNED: Final = 0.5
"""What the brand's latest post must be worth to a reader, see `worth`."""
WARMTH: Final = 50.0
"""How hot the reader feels it to be, 0 to 100."""
DOUBTED: Final = 0.7
"""What is left of a critic's reach after a praise that was not earned."""
DOUBTED_FOR: Final = 900.0
"""Exercise seconds."""
PATIENCE: Final = 300.0
"""Exercise seconds after which a call for evidence that nobody answered weighs."""
COUNTS_AGAIN: Final = 300.0
"""Exercise seconds in which a tactic, whoever plays it, moves the audience's feelings once."""
PUSHES: Final[Mapping[Tactic, tuple[Quantity, float, float]]] = {
    "evidence": ("trust", -0.02, 900.0),
    "boycott": ("trust", -0.02, 900.0),
    "leak": ("severity", 0.05, 1_200.0),
    "praise": ("anger", -0.03, 600.0),
}
"""What each pushes, by how much, and in how many exercise seconds half of that is gone."""


class Tactics:
    """Follows what critics play in one rehearsal, and what its brand took back."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._ours: dict[PostId, str] = {}
        self._latest: PostId | None = None
        self._gone: set[PostId] = set()
        self._uncovered: set[PostId] = set()
        self._doubted: dict[Handle, ExerciseTime] = {}
        self._counted: dict[Tactic, ExerciseTime] = {}

    def spoke(self, event: e.PostPublished) -> None:
        """The brand posts."""
        self._ours[event.post] = event.text
        self._latest = event.post

    def edited(self, post: PostId, text: str) -> None:
        """A post of the brand says something else."""
        self._ours[post] = text

    def took_back(self, post: PostId) -> None:
        """A post of the brand is gone, and it did not say why."""
        self._gone.add(post)

    def lean(self, event: e.PostPublished, lean: Lean) -> Lean:
        """How a post leans that plays something."""
        against = lean.valence < 0
        match event.tactic:
            case "rally" if against:
                return replace(lean, arousal=min(1.0, lean.arousal + RALLIES))
            case "boycott" if against:
                return replace(lean, moral=lean.moral + 1)
            case "leak":
                return replace(lean, arousal=min(1.0, lean.arousal + LEAK_STIRS))
            case "praise" if self._earned():
                return replace(lean, source="ally", valence=max(lean.valence, PRAISE_LEANS), named=False)
            case _:
                return lean

    def believed(self, author: Handle, t: ExerciseTime) -> float:
        """What is left of an account's reach, 1 for most."""
        since = self._doubted.get(author)
        return DOUBTED if since is not None and t - since < DOUBTED_FOR else 1.0

    def moves(
        self, event: e.PostPublished, names: Mapping[PostId, int], t: ExerciseTime
    ) -> Iterator[tuple[float, Input]]:
        """What else a post puts in, and in how many exercise seconds; `names` are the rows of posts."""
        shot = event.shows
        if shot is not None and shot.post in names and self._is_taken_back(shot.post, shot.text):
            self._uncovered.add(shot.post)
            yield 0.0, Uncovered(entity=names[shot.post])
        tactic = event.tactic
        if tactic is None or tactic not in PUSHES:
            return
        if tactic == "praise" and not self._earned():
            self._doubted[event.author] = t
            return
        if t - self._counted.get(tactic, -COUNTS_AGAIN) < COUNTS_AGAIN:
            return
        self._counted[tactic] = t
        quantity, by, fades = PUSHES[tactic]
        push = Pushed(quantity=quantity, by=by, half_life=fades * self._scenario.crowd.audience.physics.pace)
        if tactic == "evidence":
            yield PATIENCE, Demanded(entity=names[event.post], push=push)
        else:
            yield 0.0, push

    def _is_taken_back(self, post: PostId, text: str) -> bool:
        """Whether the brand deleted it, or wrote something else there; each is uncovered once."""
        if post not in self._ours or post in self._uncovered:
            return False
        return post in self._gone or self._ours[post] != text

    def _earned(self) -> bool:
        if self._latest is None or self._latest in self._gone:
            return False
        return worth(read(self._ours[self._latest], self._scenario.language), WARMTH) > EARNED
