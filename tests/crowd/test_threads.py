"""Threads of two hundred replies: nobody repeats anybody, and nobody contradicts what has happened."""

import re
from itertools import product

import pytest
from rapidfuzz import fuzz, process, utils

from app.crowd.grammar import Group, grammar_of
from app.crowd.voice_occasion import moves_of
from app.feed.wording import folded
from tests.crowd.occasions import LANGUAGES, MOMENTS, an_occasion, thread

EVERY = [
    pytest.param(language, moment, topics, id=f"{language}-{moment}-{'topics' if topics else 'bare'}")
    for language, moment, topics in product(LANGUAGES, MOMENTS, (True, False))
]


@pytest.mark.parametrize(("language", "moment", "topics"), EVERY)
def test_two_hundred_replies_are_two_hundred_texts(language: str, moment: str, topics: bool) -> None:  # noqa: FBT001
    texts = [text for _, text in thread(language, MOMENTS[moment], 200, topics=topics)]
    assert len(texts) >= 198
    assert len({folded(text) for text in texts}) == len(texts)
    assert max(map(len, texts)) <= 280
    assert near_duplicates(texts) < 0.05 * len(texts)


def near_duplicates(texts: list[str]) -> int:
    """How many are nearly one of those before them, whatever the order of words."""
    plain = [utils.default_process(text) for text in texts]
    sets = process.cdist(plain, plain, scorer=fuzz.token_set_ratio)
    whole = process.cdist(plain, plain, scorer=fuzz.ratio)
    return sum(bool(((sets[at, :at] >= 90) | (whole[at, :at] >= 90)).any()) for at in range(1, len(texts)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_four_hundred_texts_of_one_evening_are_all_different(language: str) -> None:
    said: dict[str, None] = {}
    texts = [
        text
        for seed, moment in enumerate(("first minutes", "policy", "owned apology", "calm and late"))
        for _, text in thread(language, MOMENTS[moment], 100, seed=seed, said=said)
    ]
    assert len(texts) == 400
    assert near_duplicates(texts) < 0.05 * len(texts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("longest", [60, 120, 2200])
def test_a_platform_that_takes_little_is_given_little(language: str, longest: int) -> None:
    texts = [text for _, text in thread(language, MOMENTS["policy"], 60, longest=longest)]
    assert len(texts) >= 58
    assert max(map(len, texts)) <= longest


def foreign(group: Group, moment: str) -> bool:
    """Whether a group's words would be about something that did not happen in the moment."""
    occasion = an_occasion("en", MOMENTS[moment])
    spoke_up = bool(group.when.silence) and (occasion.answered == "brand" or not occasion.silent_for)
    return spoke_up or bool(group.when.move and group.when.move.isdisjoint(moves_of(occasion)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("moment", MOMENTS)
def test_nobody_speaks_of_what_did_not_happen(language: str, moment: str) -> None:
    grammar = grammar_of(language)
    pieces = {
        line.piece
        for group in grammar.sections["cores"]
        if foreign(group, moment)
        for line in group.lines
        if line.piece
    }
    kept = {
        line.piece
        for group in grammar.sections["cores"]
        if not foreign(group, moment)
        for line in group.lines
    }
    said = "\n".join(folded(text) for _, text in thread(language, MOMENTS[moment], 200))
    assert [piece for piece in pieces - kept if piece in said] == []


SILENT = {
    "en": r"still silent|not a word|no reply|no answer (so far|yet)|say something\. any|silence is",
    "de": r"kein wort|schweigen|bisher keine antwort|keine reaktion|kein ton",
    "es": r"ni una palabra|siguen callados|sin respuesta por|ni pío|silencio es",
    "ar": r"لسه ساكتين|ما ردوا لسه|ولا كلمة|ولا حس",
}
THANKS = {
    "en": r"apology accepted|thank(s| you) for (owning|apolog|saying it straight)|proper apology",
    "de": r"entschuldigung angenommen|so entschuldigt man sich|saubere entschuldigung|geradeheraus sagt",
    "es": r"disculpas aceptadas desde|así se pide perdón|gracias por decirlo de frente",
    "ar": r"اعتذارهم مقبول|هيك الاعتذار|شكرًا إنكم قلتوها",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("moment", ["policy", "joke", "denial", "owned apology", "sorry if", "attack"])
def test_under_an_answer_nobody_complains_of_silence(language: str, moment: str) -> None:
    for _, text in thread(language, MOMENTS[moment], 200):
        assert not re.search(SILENT[language], text.lower()), text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("moment", ["policy", "joke", "denial", "sorry if", "holding line", "first minutes"])
def test_nobody_thanks_for_an_apology_that_was_not_made(language: str, moment: str) -> None:
    for _, text in thread(language, MOMENTS[moment], 200):
        assert not re.search(THANKS[language], text.lower()), text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("moment", ["policy", "owned apology", "joke", "denial", "sorry if", "holding line"])
def test_most_replies_give_away_what_the_brand_did(language: str, moment: str) -> None:
    """So that a reader who sees only the replies can name the move."""
    moves = set(moves_of(an_occasion(language, MOMENTS[moment])))
    own = {
        line.piece
        for group in grammar_of(language).sections["cores"]
        if group.when.move and group.when.move <= moves
        for line in group.lines
    }
    acts = {
        folded(line.source)
        for group in grammar_of(language).slots["act"]
        if group.when.move <= moves
        for line in group.lines
    }
    told = own | acts - {""}
    texts = [folded(text) for _, text in thread(language, MOMENTS[moment], 60)]
    assert sum(any(piece and piece in text for piece in told) for text in texts) >= 24
