"""The crowd's words: the scenario's, combined so that no two posts of a rehearsal are the same."""

from collections.abc import Mapping

from app.chance import chosen, uniform
from app.feed.wording import folded
from app.scenario.scenario import CrowdSettings, Scenario

FORM, WORD, SECOND, TAG, OPENER = range(30, 35)
"""Streams of chance."""
TRIES = 40
FRESH_TRIES = 25
"""So many tries look for a line that none of the latest posts has in it."""
LATEST = 60
TAGGED = 0.12
"""Share of the crowd's posts with a hashtag."""

_OPENERS = {
    "against": ("Sorry, but no.", "Seriously.", "Wow.", "Unreal.", "I mean.", "Right.", "Still angry."),
    "neutral": ("Hmm.", "Just catching up.", "So.", "Honest question.", "Late to this.", "Okay."),
    "supportive": ("Unpopular opinion:", "For balance:", "Easy, everyone.", "Deep breath.", "Look."),
}
"""In English; a drill in another language does without."""


def mood_of(stance: float) -> str:
    """Which of the scenario's lists a stance of -1 to 1 speaks from."""
    if stance < -0.2:
        return "against"
    return "supportive" if stance > 0.2 else "neutral"


def words_for(
    scenario: Scenario, stance: float, said: Mapping[str, None], longest: int, key: tuple[int, ...]
) -> str | None:
    """A text that has not been said yet, or None if none is found.

    Args:
        scenario: its crowd has the words.
        stance: -1, against the brand, to 1.
        said: everything on the feed, folded, the oldest first.
        longest: characters the platform takes.
        key: of chance.
    """
    mood = mood_of(stance)
    latest = " ".join(list(said)[-LATEST:])
    for turn in range(TRIES):
        line, text = _text(scenario, mood, turn, (*key, turn))
        if turn < FRESH_TRIES and folded(line) in latest:
            continue
        if len(text) <= longest and folded(text) not in said:
            return text
    return None


def _text(scenario: Scenario, mood: str, turn: int, key: tuple[int, ...]) -> tuple[str, str]:
    """One try: a line of the scenario, and the text it is in; alone first, with company later."""
    settings = scenario.crowd
    words = _words(settings, mood)
    line = text = chosen(words, *key, WORD)
    form = uniform(*key, FORM)
    if turn >= 6 or form > 0.9:
        english = scenario.language.split("-")[0] == "en"
        if english and form < 0.6:
            text = f"{chosen(_OPENERS[mood], *key, OPENER)} {text}"
        else:
            second = chosen(words, *key, SECOND)
            text = text if second == text else f"{text} {second}"
    if settings.hashtags and uniform(*key, TAG) < TAGGED:
        tag = chosen(settings.hashtags, *key, TAG, 1)
        text = text if tag.casefold() in text.casefold() else f"{text} {tag}"
    return line, text


def _words(settings: CrowdSettings, mood: str) -> tuple[str, ...]:
    match mood:
        case "against":
            return settings.words.against
        case "supportive":
            return settings.words.supportive
        case _:
            return settings.words.neutral
