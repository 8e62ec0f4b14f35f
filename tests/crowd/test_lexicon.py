"""How cues are spelled, found and taken back, whatever the list."""

from importlib.resources import files
from itertools import product
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.crowd.lexicon import LANGUAGES, find, language_of, lexicon_of
from app.crowd.lexicon.folding import BREAK, GONE, STOPS, folded, spellings, words_of
from app.crowd.lexicon.matching import WIDEST_GAP, Mark, Phrases, matches
from app.feed.intent import STRATEGIES

FAMILIES = {
    *STRATEGIES,
    *("owned", "conditional", "policy", "evidence", "promise", "thanks", "blame", "invitation", "holding"),
    *("moral", "angry", "warm", "question", "insult", "human", "formal", "vague", "who", "when"),
}
LEAST_CUES = 60


def listed(language: str) -> dict[str, Any]:
    source = files("app.crowd.lexicon").joinpath(f"{language}.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(source)
    return data


def cues(text: str, language: str = "en") -> dict[str, str]:
    """Family -> the words found, the last of each."""
    plain = folded(text)
    found = find(plain, language)
    places = found.words.spans((one.first, one.last) for one in found.cues)
    return {one.mark.family: text[place] for one, place in zip(found.cues, places, strict=True)}


def texts(plain: str, language: str = "en") -> list[str]:
    return words_of(plain, lexicon_of(language).same).texts


def phrases(*lines: str, prefixes: tuple[str, ...] = ()) -> Phrases:
    tree = Phrases(prefixes=prefixes)
    for line in lines:
        tree.add(line, Mark(line, 1.0))
    return tree


def spans(tree: Phrases, text: str) -> set[tuple[int, int]]:
    words = words_of(folded(text), STOPS).texts
    return {(one.first, one.last) for one in matches(tree.root, words, [tree.keys(one) for one in words])}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_list_has_every_family_and_enough_cues_for_each_strategy(language: str) -> None:
    data = listed(language)
    assert set(data) >= FAMILIES | {"negation"}
    for strategy in STRATEGIES:
        assert len({*data[strategy]["strong"], *data[strategy]["weak"]}) >= LEAST_CUES, strategy


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cue_is_a_word_and_is_listed_once(language: str) -> None:
    for family, lists in listed(language).items():
        if family in {"negation", "same", "prefixes"}:
            continue
        lines = [line for part in (lists.values() if isinstance(lists, dict) else [lists]) for line in part]
        assert all(isinstance(line, str) for line in lines)
        assert len(lines) == len(set(lines))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plain_cue_finds_itself(language: str) -> None:
    data = listed(language)
    for strategy, strength in product(STRATEGIES, ("strong", "weak")):
        for line in data[strategy][strength]:
            if not set(line) & set("*/()"):
                assert strategy in cues(line, language), line


def test_folding_keeps_every_character_in_its_place() -> None:
    text = "L’été à GRÖSSE ẞ İstanbul أُسْـرة é"
    assert len(folded(text)) == len(text)
    assert folded("L’ÉTÉ Ñandú") == "l'ete nandu"


@given(st.text(max_size=200))
def test_folding_never_moves_a_character(text: str) -> None:
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Es tut uns leid, MÜSSEN wir sagen: mea culpa, für alle. Wir möchten erklären", "de"),
        ("Es tut uns leid, muessen wir sagen: mea culpa, fuer alle. Wir moechten erklaeren", "de"),
        ("Os explicamos que paso. Perdon", "es"),
        ("¡Os explicamos qué pasó! ¡PERDÓN!", "es"),
        ("نَعْتَذِرُ مِنكُم، والسّبب هو عُطل، ونوضّح أسباب ما حدث", "ar"),
        ("نعتـــــذر منكم، والسبب هو عطل، ونوضح اسباب ما حدث", "ar"),
    ],
)
def test_marks_and_accents_make_no_difference(text: str, language: str) -> None:
    assert {"apology", "explain"} <= set(cues(text, language))


def test_german_umlauts_and_sharp_s_have_more_than_one_spelling() -> None:
    assert set(spellings("Grüße")) == {"gruße", "grusse", "grueße", "gruesse"}
    for text in ("ein bißchen großartig", "ein bisschen grossartig"):
        assert "warm" in cues(text, "de")


def test_german_words_are_found_with_their_endings() -> None:
    for text in ("Entschuldigung", "entschuldigen Sie", "Rückerstattungen", "Gutscheine"):
        assert {"apology", "compensate"} & set(cues(text, "de")), text


@pytest.mark.parametrize("word", ["اعتذار", "الاعتذار", "واعتذار", "بالاعتذار", "والاعتذارات", "لاعتذارنا"])
def test_what_is_written_onto_an_arabic_word_does_not_hide_it(word: str) -> None:
    assert "apology" in cues(word, "ar")


def test_a_prefix_is_not_taken_off_a_short_word() -> None:
    tree = phrases("تاب", prefixes=("ك",))
    assert spans(tree, "تاب") == {(0, 1)}
    assert spans(phrases("تب", prefixes=("ك",)), "كتب") == set()


def test_short_forms_are_read_as_what_they_stand_for() -> None:
    assert texts("we're sorry, it isn't ok") == ["we", "are", "sorry", BREAK, "it", "is", "not", "ok"]
    assert cues("We’re looking into it")["holding"] == "We’re looking into"


def test_a_point_inside_a_number_ends_nothing() -> None:
    assert texts("at 18:52, 3.5 km.") == ["at", "18", "52", BREAK, "3", "5", "km", BREAK]


def test_phrases_are_matched_on_whole_words() -> None:
    tree = phrases("sorry", "polic*")
    assert spans(tree, "newsorry sorryful xpolicy") == set()
    assert spans(tree, "sorry policymaker") == {(0, 1), (1, 2)}


def test_a_phrase_may_have_choices_and_words_that_may_be_missing() -> None:
    tree = phrases("we/i (deeply) regret")
    assert spans(tree, "i regret") == {(0, 2)}
    assert spans(tree, "we deeply regret") == {(0, 3)}
    assert spans(tree, "they regret") == set()


def test_a_gap_is_up_to_four_words_of_one_clause() -> None:
    tree = phrases("we got * wrong")
    for gap in range(WIDEST_GAP + 1):
        assert spans(tree, f"we got {'x ' * gap}wrong") == {(0, gap + 3)}
    assert spans(tree, f"we got {'x ' * (WIDEST_GAP + 1)}wrong") == set()
    assert spans(tree, "we got there. wrong") == set()


def test_an_open_word_needs_a_stem() -> None:
    with pytest.raises(ValueError, match="fewer than 3 letters"):
        phrases("so*")


def test_of_cues_that_overlap_in_a_family_the_longest_counts() -> None:
    found = find(folded("We beg your pardon, this should never have happened."), "en").cues
    apologies = [one for one in found if one.mark.family == "apology"]
    assert [one.last - one.first for one in apologies] == [3, 4]


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("We are sorry.", True),
        ("We are not sorry.", False),
        ("We are not at all sorry.", False),
        ("We are not, as some of you have written today, sorry.", True),
        ("Not tonight. Sorry.", True),
        ("No, sorry.", True),
        ("It was not us but we are sorry.", True),
    ],
)
def test_a_not_reaches_three_words_of_its_clause(text: str, *, stands: bool) -> None:
    assert ("apology" in cues(text)) is stands


def test_a_not_inside_a_gap_takes_the_phrase_back() -> None:
    assert "owned" in cues("We got the order wrong")
    assert "owned" not in cues("We got nothing wrong")


def test_a_link_is_no_word() -> None:
    assert not cues("https://sorry.example/we-are-sorry")


def test_tags_lead_to_lists() -> None:
    assert [language_of(tag) for tag in ("de-AT", "AR", "pt-BR", "")] == ["de", "ar", "en", "en"]


@given(st.text(alphabet="abcدöß’'.,!?() \u0301\u0640😂" + GONE, max_size=80), st.sampled_from(LANGUAGES))
def test_every_place_found_is_in_the_text(text: str, language: str) -> None:
    found = find(folded(text), language)
    for place in found.words.spans((one.first, one.last) for one in found.cues):
        assert 0 <= place.start < place.stop <= len(text)
