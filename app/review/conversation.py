"""The conversation map: which topics were met, from which stance, by which tactic."""

import re
from collections import Counter
from collections.abc import Iterable

from app.feed.posts import Post
from app.review.findings.happened import Story
from app.review.weighed import OTHER, Conversation, Stance, Tactic, Talk
from app.scenario.topics import Topic

LEANING = 0.2
"""A stance nearer to 0 than this is unsure."""
LONG = 4
"""Letters of a word that says what a text is about."""
ENOUGH = 2
"""Words of a topic that a text must have, where it has none of its whole phrases."""
_TOLD: dict[str, Tactic] = {
    "evidence": "evidence",
    "screenshot": "evidence",
    "rally": "rally",
    "boycott": "rally",
    "praise": "help",
    "leak": "leak",
}
"""Critics' own tactics on the map."""
_LAUGHS = re.compile("[😂🤣😅😆]")
_STORY = re.compile(
    r"\b(?:my (?:sister|mother|father|wife|husband|son|daughter|friend|partner)|happened to me)\b"
)

DEFINITION = (
    "Posts of everybody but the brand. Topic: the scenario's whose phrase stands in the post, else the one "
    f"with most of its own words in it, {ENOUGH} at least. Stance: what the crowd or a stand-in meant, else "
    "the account's. Tactic: what a critic chose; else a screenshot or a leak that hangs on the post; else "
    "what sort of phrase it took from the topic; else a question, a laugh, a story told by their signs. A "
    "field is rehearsed when one post was in it, and answered when the brand answered one."
)


def conversation(story: Story) -> Conversation:
    """The map of a story; fields in the order of topics, and of their first posts."""
    topics = story.rehearsal.scenario.crowd.topics
    index = Topics(topics)
    posts: Counter[tuple[str, Stance, Tactic]] = Counter()
    first: dict[tuple[str, Stance, Tactic], Post] = {}
    answered = _answered(story)
    soonest: dict[tuple[str, Stance, Tactic], float] = {}
    for post in story.others_posts:
        field = _field(story, index, post)
        posts[field] += 1
        first.setdefault(field, post)
        if post.id in answered:
            soonest[field] = min(answered[post.id], soonest.get(field, answered[post.id]))
    order = {name: number for number, name in enumerate((*(one.id for one in topics), OTHER))}
    fields = [
        Talk(
            topic=field[0],
            stance=field[1],
            tactic=field[2],
            posts=count,
            first=first[field].id,
            t=first[field].t,
            answered_t=soonest.get(field),
        )
        for field, count in posts.items()
    ]
    named = tuple((one.id, one.name) for one in topics)
    return Conversation(topics=named, fields=tuple(sorted(fields, key=lambda one: order[one.topic])))


def _answered(story: Story) -> dict[str, float]:
    """When the brand first answered a post."""
    found: dict[str, float] = {}
    for post in story.brand_posts:
        for asked in (post.reply_to, post.quote):
            if asked is not None:
                found.setdefault(asked, post.t)
    return found


def _field(story: Story, index: "Topics", post: Post) -> tuple[str, Stance, Tactic]:
    text = story.wording(post.id).casefold()
    topic, phrase = index.of(text)
    return topic, _stance(story, post), _tactic(story, post, text, phrase)


def _stance(story: Story, post: Post) -> Stance:
    origin = story.rehearsal.origins.get(post.id)
    if origin is not None and origin.stance is not None:
        return "against" if origin.stance <= -LEANING else "for" if origin.stance >= LEANING else "unsure"
    persona = story.rehearsal.scenario.persona(post.author)
    if persona is None or persona.stance == "neutral":
        return "unsure"
    return persona.stance


def _tactic(story: Story, post: Post, text: str, phrase: Tactic | None) -> Tactic:
    chosen = story.rehearsal.tactics.get(post.id)
    if chosen is not None:
        return _TOLD.get(chosen, "plain")
    if post.leak is not None:
        return "leak"
    if post.shows is not None:
        return "evidence"
    if phrase is not None:
        return phrase
    return "ask" if re.search("[?؟]", text) else "joke" if _LAUGHS.search(text) else _plain(text)


def _plain(text: str) -> Tactic:
    return "story" if _STORY.search(text) else "plain"


class Topics:
    """The scenario's topics, to be found in texts."""

    def __init__(self, topics: tuple[Topic, ...]) -> None:
        self._phrases: list[tuple[str, str, Tactic | None]] = [
            (piece.casefold(), topic.id, tactic)
            for topic in topics
            for tactic, pieces in _pieces(topic)
            for piece in pieces
        ]
        words = {
            topic.id: _words(piece for _, pieces in _pieces(topic) for piece in pieces) for topic in topics
        }
        shared = Counter(word for own in words.values() for word in own)
        self._words = {name: {word for word in own if shared[word] == 1} for name, own in words.items()}

    def of(self, text: str) -> tuple[str, Tactic | None]:
        """The topic of a text in small letters, and what its phrase does where it has one of the topic's."""
        for phrase, topic, tactic in self._phrases:
            if phrase in text:
                return topic, tactic
        said = _words((text,))
        best = max(self._words, key=lambda name: len(self._words[name] & said), default=None)
        if best is None or len(self._words[best] & said) < ENOUGH:
            return OTHER, None
        return best, None


def _pieces(topic: Topic) -> tuple[tuple[Tactic | None, tuple[str, ...]], ...]:
    return (
        ("ask", topic.asks),
        ("rally", topic.demands),
        ("story", topic.stories),
        ("help", (*topic.offers, *topic.merits)),
        ("joke", topic.memes),
        (None, (*topic.details, *topic.claims, topic.name)),
    )


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in re.findall(r"\w+", text.casefold()) if len(word) >= LONG}
