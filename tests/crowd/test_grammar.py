"""A grammar says what is wrong with it, and has something to say at any moment."""

import re
from itertools import product
from typing import get_args

import pytest

from app.crowd.grammar import Group, grammar_of, pool_of
from app.crowd.grammar_lines import read_line
from app.crowd.grammar_reading import GrammarError, read_grammar
from app.crowd.segments import SEGMENTS
from app.crowd.voice_memory import says_little
from app.crowd.voice_occasion import Answered, Form, Heat, Mood, Move, Silence, Situation
from tests.crowd.occasions import LANGUAGES

SMALL = """
language: en
marks: ["“", "”"]
first: [me]
spans: {90: a while}
slots:
  act: [{when: {move: humour}, lines: that joke}]
openers: [{lines: So.}]
tails: [{lines: Right.}]
emojis: [{lines: 🙂}]
cores:
  - when: {mood: against}
    lines: |
      [One|Another] thing about {act}.
"""


def test_a_line_is_words_choices_and_blanks() -> None:
    line = read_line("[One|Another] thing about {act}, people.")
    assert line.blanks == {"act"}
    assert line.piece == "thingabout"


@pytest.mark.parametrize(
    ("written", "instead", "reason"),
    [
        ("{act}", "{atc}", r"x.yaml: cores\[0\].*unknown blank `\{atc\}`"),
        ("{mood: against}", "{mood: cross}", r"x.yaml: cores\[0\]: `mood` has no `cross`"),
        ("{mood: against}", "{temper: bad}", r"x.yaml: cores\[0\]: unknown condition `temper"),
        ("{mood: against}", "{rude: 3}", r"x.yaml: cores\[0\]: unknown condition `rude"),
        ("[One|Another]", "[One]", r"x.yaml: cores\[0\].*one side only"),
        ("[One|Another]", "[One", r"x.yaml: cores\[0\].*without its other half"),
        ("lines: So.", "lines: ''", r"x.yaml: openers\[0\]: no lines"),
        ("lines: Right.", "line: Right.", r"x.yaml: tails\[0\]: unknown key `line`"),
        ("first: [me]", "", r"x.yaml: `first` is missing"),
    ],
)
def test_a_fault_names_the_file_and_the_entry(written: str, instead: str, reason: str) -> None:
    assert read_grammar(SMALL, "x.yaml").language == "en"
    with pytest.raises(GrammarError, match=reason):
        read_grammar(SMALL.replace(written, instead), "x.yaml")


def all_groups(language: str) -> list[Group]:
    grammar = grammar_of(language)
    parts = (*grammar.sections.values(), *grammar.slots.values())
    return [group for groups in parts for group in groups]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_hundreds_of_lines_and_none_twice(language: str) -> None:
    lines = [
        line.source
        for group in grammar_of(language).sections["cores"]
        if not group.alone
        for line in group.lines
    ]
    assert len(lines) > (1_300 if language == "en" else 1_000)
    assert sorted({line for line in lines if lines.count(line) > 1}) == []


def situations(language: str) -> list[Situation]:
    """Every moment the engine can come to: under each move of the brand, under others, in any form."""
    brand: list[tuple[Answered, tuple[Move, ...], Silence]] = [
        ("brand", (move,), "none") for move in get_args(Move)
    ]
    others: list[tuple[Answered, tuple[Move, ...], Silence]] = [
        (answered, (), silence)
        for answered, silence in product(get_args(Answered), get_args(Silence))
        if answered != "brand"
    ]
    people = product(SEGMENTS, get_args(Mood), get_args(Heat), get_args(Form))
    return [
        Situation(
            language=language,
            segment=segment,
            mood=mood,
            heat=heat,
            form=form,
            answered=answered,
            moves=moves,
            silence=silence,
            rude=0,
            late=False,
            told=False,
        )
        for (segment, mood, heat, form), (answered, moves, silence) in product(people, brand + others)
    ]


SURE = {"brand", "handle", "act", "aside", "view", "ago"}
"""Blanks that an occasion can always fill where the line may be said at all."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_moment_has_something_to_say_without_topics(language: str) -> None:
    fewest: dict[str, tuple[int, Situation]] = {}
    for now in situations(language):
        lines = [
            line for group in pool_of("cores", now).groups for line in group.lines if line.blanks <= SURE
        ]
        if len(lines) < fewest.get(now.form, (10_000, now))[0]:
            fewest[now.form] = (len(lines), now)
    least = {"reply": 8, "quote": 8, "post": 8, "question": 4, "offer": 4, "inquiry": 8, "meme": 4}
    assert {form: found for form, found in fewest.items() if found[0] < least[form]} == {}


NEVER = {
    "en": r"\b(fat|ugly|kill|retard\w*|idiots?|morons?|bitch\w*|whore\w*|dick\w*|fuck\w*|shit\w*)\b",
    "de": r"\b(fett\w*|hässlich\w*|töte\w*|umbring\w*|behindert\w*|idiot\w*|hure\w*|fick\w*|scheiß\w*)\b",
    "es": r"\b(gord[oa]s?|fe[oa]s?|mat(ar|en)\w*|retrasad\w*|idiot\w*|put[oa]s?|mierd\w*|coñ\w*|maric\w*)\b",
    "ar": r"سمين|قبيح|اقتل|معاق|أغبياء|عاهر|كلاب|حمير",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_about_bodies_groups_sex_or_threats(language: str) -> None:
    for group in all_groups(language):
        for line in group.lines:
            assert not re.search(NEVER[language], line.source.lower()), f"{group.where}: {line.source}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_insults_wait_for_the_dial_and_are_not_for_the_loyal_or_the_press(language: str) -> None:
    for group in grammar_of(language).sections["cores"]:
        if group.when.rude or any("crew" in line.blanks for line in group.lines):
            assert group.when.rude >= 1
            assert {"loyal", "press"} <= group.when.spare


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_too_short_to_be_said(language: str) -> None:
    for group in grammar_of(language).sections["cores"]:
        assert [line.source for line in group.lines if not line.blanks and says_little(line.source)] == []
