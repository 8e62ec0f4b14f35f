"""In which letters a text is written, and in which a language is."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

_LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "ARABIC": ("ar", "fa", "ur", "ps", "sd", "ug", "ckb"),
    "CYRILLIC": ("ru", "uk", "bg", "mk", "be", "kk", "ky", "mn", "tg", "sr", "bs", "uz"),
    "GREEK": ("el",),
    "HEBREW": ("he", "iw", "yi"),
    "DEVANAGARI": ("hi", "mr", "ne", "sa"),
    "CJK": ("zh", "yue", "ja"),
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "HANGUL": ("ko",),
    "THAI": ("th",),
    "ARMENIAN": ("hy",),
    "GEORGIAN": ("ka",),
    "BENGALI": ("bn", "as"),
    "TAMIL": ("ta",),
    "TELUGU": ("te",),
    "ETHIOPIC": ("am", "ti"),
}
"""Scripts by the first word of their letters' Unicode names, and the languages written in them."""
_BOTH = ("sr", "bs", "uz", "kk", "mn", "tg", "az", "ku")
"""Languages that are written in Latin letters too."""
_TAGS = {"latn": "LATIN", "cyrl": "CYRILLIC", "arab": "ARABIC"}
_NAMES = re.compile(r"[@#][\w.]+|\S+://\S+|\S+\.\S+/\S*|\{[^{}]*\}")
"""Handles, hashtags, addresses and blanks: they are in no language."""
LEAST_LETTERS = 3


def bare_words(text: str) -> str:
    """A text without what is in no language."""
    return _NAMES.sub(" ", text)


def scripts_of(language: str) -> frozenset[str]:
    """The scripts a language is written in; Latin where nothing else is known of it."""
    main, *rest = language.lower().split("-")
    for tag in rest:
        if tag in _TAGS:
            return frozenset((_TAGS[tag],))
    found = {script for script, languages in _LANGUAGES.items() if main in languages}
    return frozenset(found | {"LATIN"} if main in _BOTH or not found else found)


def letters(text: str) -> Counter[str]:
    """How many letters of each script are in a text."""
    names = (unicodedata.name(sign, "").split(" ") for sign in bare_words(text) if sign.isalpha())
    return Counter(name[0] for name in names)


def foreign_script(text: str, language: str) -> bool:
    """Whether most of a text's letters are not those of the language."""
    counted = letters(text)
    total, own = sum(counted.values()), sum(counted[script] for script in scripts_of(language))
    return total >= LEAST_LETTERS and own * 2 < total
