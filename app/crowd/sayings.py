"""What the brand says, post by post: chips and words, and what it had said before."""

from dataclasses import dataclass, replace
from typing import Final

from app.crowd.answers import Answer
from app.crowd.proposing import terms
from app.crowd.reading import Reading, read
from app.feed.gist import Gist
from app.feed.intent import STRATEGIES, Intent
from app.ids import ExerciseTime, FactId, PostId
from app.rehearsal.events import PostPublished

ADMITTED_WITHIN: Final = 600.0
"""Exercise seconds within which a deletion and an apology belong together."""
WARM_FROM: Final = 0.2
"""Weight of empathy from which words are warm, where a reader of others has read them."""
LEADS: Final = 0.4
"""Weight from which a post is an apology, or a denial, that later ones are held against."""
APOLOGISES: Final = 0.3
"""Weight of an apology that owns up to what was taken down."""
_APOLOGY, _EMPATHY, _DENY = (STRATEGIES.index(one) for one in ("apology", "empathy", "deny"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What the brand had said before a post: a denial, an apology; or it took a post down without a word."""

    denied: bool = False
    sorry: bool = False
    silent: bool = False


@dataclass(slots=True, kw_only=True)
class _Saying:
    """One post of the brand, as it is meant and read now."""

    text: str
    intent: Intent | None
    cites: tuple[FactId, ...]
    in_thread: bool
    before: Before
    gist: Gist | None = None


class Sayings:
    """The posts of one rehearsal's brand, in their order."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._posts: dict[PostId, _Saying] = {}
        self._refuted: set[FactId] = set()
        self._so_far = Before()
        self._apologised: ExerciseTime | None = None
        self._gone: ExerciseTime | None = None

    def __contains__(self, post: PostId) -> bool:
        return post in self._posts

    def publish(self, event: PostPublished, t: ExerciseTime) -> Answer:
        """A new post; returns what it does."""
        silent = self._gone is not None and t - self._gone < ADMITTED_WITHIN
        self._posts[event.post] = _Saying(
            text=event.text,
            intent=event.intent,
            cites=event.cites,
            in_thread=event.reply_to is not None,
            before=replace(self._so_far, silent=silent),
        )
        answer = self.answer(event.post)
        if answer.weights[_APOLOGY] > APOLOGISES:
            self._apologised = t
        self._gone = None
        self._so_far = Before(
            denied=self._so_far.denied or answer.weights[_DENY] > LEADS,
            sorry=self._so_far.sorry or answer.weights[_APOLOGY] > LEADS,
        )
        return answer

    def edit(self, post: PostId, text: str) -> None:
        """It says something else now, that nobody has read yet."""
        self._posts[post].text, self._posts[post].gist = text, None

    def judge(self, post: PostId, intent: Intent) -> None:
        """The facilitator says what it does."""
        self._posts[post].intent = intent

    def read_by_others(self, post: PostId, gist: Gist) -> None:
        """A reader of others says what its words do."""
        self._posts[post].gist = gist

    def refute(self, fact: FactId) -> list[PostId]:
        """A fact is refuted; returns the posts that cite it."""
        self._refuted.add(fact)
        return [post for post, one in self._posts.items() if fact in one.cites]

    def take_down(self, t: ExerciseTime) -> bool:
        """One is deleted; returns whether the brand has just owned up to it."""
        if self._apologised is not None and t - self._apologised < ADMITTED_WITHIN:
            return True
        self._gone = t
        return False

    def answer(self, post: PostId) -> Answer:
        """What a post does, after all that was said before it."""
        one = self._posts[post]
        reading = one.gist or read(one.text, self._language)
        what = terms(reading, one.intent)
        return Answer(
            weights=what.weights,
            target=one.intent.target if one.intent else "thread" if one.in_thread else "feed",
            voice=what.voice,
            specificity=what.specificity,
            conditional=float(what.conditional),
            contradicts=self._contradicts(one, what.weights),
            words=what.words,
            warm=0.5 * _is_warm(reading),
        )

    def message(self, text: str) -> Answer:
        """What a direct message does."""
        what = terms(read(text, self._language), None)
        return Answer(
            weights=what.weights,
            target="message",
            voice=what.voice,
            specificity=what.specificity,
            conditional=float(what.conditional),
            words=what.words,
        )

    def _contradicts(self, one: _Saying, weights: tuple[float, ...]) -> float:
        """1 for a claim that is refuted or a deletion passed over; half for a turn to or from a denial."""
        denies, sorry = weights[_DENY] > LEADS, weights[_APOLOGY] > LEADS
        wrong = any(fact in self._refuted for fact in one.cites)
        if wrong or (one.before.silent and weights[_APOLOGY] < APOLOGISES):
            return 1.0
        return 0.5 * ((one.before.sorry and denies) or (one.before.denied and sorry))


def _is_warm(reading: Gist) -> bool:
    """Whether words thank, feel with somebody or invite; a reader of others says so by empathy's weight."""
    if isinstance(reading, Reading):
        return reading.thanks or reading.empathy or reading.invitation
    return reading.weights[_EMPATHY] >= WARM_FROM
