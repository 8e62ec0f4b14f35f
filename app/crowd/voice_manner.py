"""How somebody types: with a hashtag or an emoji, without the last full stop, small, or loud."""

from app.crowd.voice_luck import Luck
from app.crowd.voice_occasion import Form, Occasion

_DROP, _SMALL, _LOUD, _TAG, _WHICH = range(5)
DROPPED = 0.35
"""Share of texts that end without their full stop."""
SMALL, LOUD = 0.1, 0.12
"""Share of texts typed all small; of short enraged ones typed all large."""
_TAGGED: dict[Form, float] = {"reply": 0.07, "quote": 0.22, "post": 0.34, "question": 0.15, "meme": 0.4}


def mannered(text: str, occasion: Occasion, luck: Luck) -> str:
    """The text as this person would type it; the press types properly."""
    if occasion.segment == "press":
        return text
    if text.endswith(".") and not text.endswith("..") and luck.uniform(_DROP) < DROPPED:
        text = text[:-1]
    if not any(sign in text for sign in "@#“„«"):
        if luck.uniform(_SMALL) < SMALL and occasion.segment != "activists":
            text = text.lower()
        elif _raging(occasion) and len(text) <= 48 and luck.uniform(_LOUD) < LOUD:
            text = text.upper()
    return text


def _raging(occasion: Occasion) -> bool:
    return occasion.arousal > 0.75 and occasion.sentiment < -0.4


def tagged(text: str, occasion: Occasion, luck: Luck) -> str:
    """The text with one of the hashtags, now and then; those who stand by the brand seldom use them."""
    share = _TAGGED.get(occasion.form, 0.0) * (0.25 if occasion.sentiment > 0 else 1.0)
    if not occasion.hashtags or occasion.segment == "press" or luck.uniform(_TAG) >= share:
        return text
    tag = luck.chosen(occasion.hashtags, _WHICH)
    return text if tag.casefold() in text.casefold() else f"{text} {tag}"
