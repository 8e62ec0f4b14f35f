import re
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.crowd.accounts import Account, describe, named, row_of, rows_of
from app.crowd.people.handles import MOST, Spelled, spell
from app.crowd.people.handles import row_of as row_with
from app.crowd.people.lives import LONGEST
from app.crowd.people.naming import display_name
from app.crowd.people.words import plain, spoken, words_of
from app.crowd.population import SHARES, populate
from app.crowd.segments import SEGMENTS, TROLLS

LANGUAGES = ("en", "es", "de", "ar")
PEOPLE_7 = populate(seed=7, size=200_000)
STORY = "2026-11-21T18:52"
GOLDEN = "c4dbec56de3df01feda874e70d8378160a139d516b0061f5dab73a895ae83818"

KNOWN = yaml.safe_load(Path(__file__).with_name("well_known.yaml").read_text(encoding="utf-8"))
BRANDS, PEOPLE, WRITTEN = KNOWN["brands"].split(), KNOWN["people"].split(), KNOWN["written"]

in_every_language = pytest.mark.parametrize("language", LANGUAGES)


def shown(language: str, many: int = 200) -> list[Account]:
    """Accounts as a feed shows them: by their segment's share, the busy ones first."""
    rows: list[int] = []
    for segment, share in enumerate(SHARES):
        wanted = round(many * share + 0.5)
        rows += PEOPLE_7.sample(segment, (np.arange(wanted) + 0.5) / wanted).tolist()
    return [describe(PEOPLE_7, row, language=language, story_start=STORY) for row in rows[:many]]


def script_of(name: str) -> str:
    """The script of a name's first letter, as Unicode calls it."""
    return unicodedata.name(name[0]).split()[0]


def spelled_alone() -> Spelled:
    return Spelled(handle="mara_kettle", given=None, words=("mara", "kettle"))


@in_every_language
def test_two_hundred_thousand_accounts_have_as_many_handles(language: str) -> None:
    handles = {spell(7, row, language).handle.lower() for row in range(200_000)}
    assert len(handles) == 200_000


@in_every_language
def test_no_two_ways_of_building_a_handle_build_the_same(language: str) -> None:
    """With the next test: no two of all the rows have the same handle."""
    words = words_of(language)
    names, things, leads = (
        [one.spelled for one in each] for each in (words.givens, words.things, words.leads)
    )
    assert max(Counter([*names, *things, *leads]).values()) == 1
    joined = Counter(thing + name for thing in things for name in names)
    assert max(joined.values()) == 1
    assert not [word for word in (*names, *things) if word in joined or "_" in word]


@given(st.integers(), st.integers(0, MOST - 1), st.sampled_from(LANGUAGES))
def test_a_handle_leads_back_to_its_row_however_it_is_capitalised(seed: int, row: int, language: str) -> None:
    handle = spell(seed, row, language).handle
    for written in (handle, handle.upper(), handle.lower()):
        assert row_with(written, seed=seed, size=MOST, language=language) == row
    assert row_with(handle, seed=seed, size=row, language=language) is None


@given(st.text(max_size=30) | st.from_regex(r"[a-z]{2,9}_?[a-z]{2,9}_?[0-9]{0,4}", fullmatch=True))
def test_another_handle_leads_to_no_row_or_to_one_that_has_it(handle: str) -> None:
    row = row_of(PEOPLE_7, handle, language="en")
    assert row is None or spell(7, row, "en").handle.lower() == handle.lower()


@in_every_language
def test_a_handle_is_short_and_of_plain_letters(language: str) -> None:
    handles = [spell(7, row, language).handle for row in range(0, 200_000, 7)]
    assert not [handle for handle in handles if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{3,29}", handle)]


@in_every_language
def test_a_handle_is_never_a_given_name_and_a_family_name(language: str) -> None:
    words = words_of(language)
    names = {given.spelled for given in words.givens}
    families = {plain(family) for given in words.givens for family in given.culture.families} - {""}
    parts = {word.spelled for word in (*words.things, *words.leads)}
    assert not parts & (names | families)


@in_every_language
def test_no_handle_holds_the_name_of_a_brand_or_of_somebody_well_known(language: str) -> None:
    """No word holds one of any length; where two words meet, four or five letters mean nothing."""
    words = words_of(language)
    names, things, leads = (
        [one.spelled for one in each] for each in (words.givens, words.things, words.leads)
    )
    joined = [thing + name for thing in things for name in names]
    people = [person.replace("_", "") for person in PEOPLE]
    long = [brand for brand in BRANDS if len(brand) >= 6]
    assert not [word for word in (*names, *things, *leads) if re.search("|".join(BRANDS), word)]
    assert not [stem for stem in joined if re.search("|".join([*long, *people]), stem)]


@in_every_language
def test_no_account_bears_the_name_of_somebody_well_known(language: str) -> None:
    for one in words_of(language).givens:
        for family in one.culture.families:
            assert f"{one.spelled}_{plain(family)}" not in PEOPLE
            written = family + one.name if one.culture.family_first else f"{one.name} {family}"
            assert written not in WRITTEN


def test_an_arabic_initial_is_not_of_the_article() -> None:
    layla = next(one for one in words_of("ar").givens if one.spelled == "layla")
    names = {display_name(layla, spelled_alone(), 7, turn) for turn in range(300)}
    assert "ليلى ح." in names
    assert "ليلى ا." not in names


def test_names_are_in_the_scripts_of_the_scenarios_language_and_of_others() -> None:
    scripts = {
        language: Counter(script_of(account.name) for account in shown(language, 600))
        for language in LANGUAGES
    }
    assert scripts["ar"]["ARABIC"] / 600 > 0.5
    for language in ("en", "es", "de"):
        assert scripts[language]["LATIN"] / 600 > 0.6
    assert set(scripts["en"]) >= {"LATIN", "ARABIC", "CYRILLIC", "GREEK", "HEBREW", "DEVANAGARI", "CJK"}
    assert 0.1 < 1 - scripts["en"]["LATIN"] / 600 < 0.35


@in_every_language
def test_hardly_two_of_two_hundred_say_the_same_of_themselves(language: str) -> None:
    bios = [account.bio for account in shown(language)]
    assert len(bios) - len(set(bios)) <= 0.05 * len(bios)
    assert max(map(len, bios)) <= LONGEST


@in_every_language
def test_most_of_what_an_account_says_is_in_the_scenarios_language(language: str) -> None:
    arabic = [
        any("ARABIC" in unicodedata.name(letter, "") for letter in account.bio) for account in shown(language)
    ]
    share = sum(arabic) / len(arabic)
    assert share > 0.9 if language == "ar" else share < 0.1


@in_every_language
def test_an_account_wrote_three_to_five_different_things_before(language: str) -> None:
    for account in shown(language):
        texts = [post.text for post in account.history]
        assert 3 <= len(set(texts)) == len(texts) <= 5
        assert not [text for text in texts if re.search(r"[{}\[\]|]", text) or not text.strip()]
        assert all(later.before < earlier.before for later, earlier in pairwise(account.history))
        days = (date.fromisoformat(STORY[:10]) - date.fromisoformat(account.joined)).days
        assert account.history[0].before > 0
        assert account.history[-1].before < days * 86_400
        assert account.posts >= len(texts)


def test_nothing_is_left_open_in_what_accounts_say() -> None:
    for language in LANGUAGES:
        for account in shown(language):
            assert not re.search(r"[{}\[\]]", account.bio + account.name)
            assert account.name.strip()


def test_a_description_is_the_same_whenever_asked_and_agrees_with_the_population() -> None:
    for row in range(0, 200_000, 9_001):
        account = describe(PEOPLE_7, row, language="en", story_start=STORY)
        assert account == describe(PEOPLE_7, row, language="en-GB", story_start=STORY)
        assert account.followers == PEOPLE_7.followers[row]
        assert account.segment == SEGMENTS[PEOPLE_7.segment[row]]
        assert row_of(PEOPLE_7, account.handle, language="en") == row
        who = named(PEOPLE_7, row, language="en")
        assert (who.handle, who.name) == (account.handle, account.name)


def test_a_name_of_the_cast_is_nobodys_else() -> None:
    for row in range(300):
        first = named(PEOPLE_7, row, language="en").name
        assert named(PEOPLE_7, row, language="en", cast={first.lower()}).name != first


def test_a_handle_of_the_cast_is_left_out_of_the_population() -> None:
    size = 5_000
    taken = [spell(7, row, "en").handle.upper() for row in range(size)]
    left_out = rows_of([*taken[1:], "meridian_gate_desk"], seed=7, size=size, language="en")
    assert left_out == tuple(range(1, size))
    alone = populate(seed=7, size=size, left_out=left_out)
    assert set(alone.sample(0, np.linspace(0, 1, 101)).tolist()) == {0}


def test_trolls_joined_lately() -> None:
    rows = PEOPLE_7.sample(TROLLS, np.linspace(0, 1, 50)).tolist()
    accounts = [describe(PEOPLE_7, row, language="en", story_start=STORY) for row in rows]
    assert min(account.joined for account in accounts) > "2024-10"


def test_a_language_without_words_has_english_ones() -> None:
    assert [spoken(language) for language in ("de-AT", "AR", "fr", "")] == ["de", "ar", "en", "en"]
    french = describe(PEOPLE_7, 5, language="fr", story_start=STORY)
    assert french == describe(PEOPLE_7, 5, language="en", story_start=STORY)


def test_the_story_starting_later_moves_only_when_an_account_joined_and_wrote() -> None:
    early = describe(PEOPLE_7, 5, language="en", story_start=STORY)
    later = describe(PEOPLE_7, 5, language="en", story_start="2027-11-21T06:00")
    assert replace(later, joined=early.joined, history=early.history) == early
    assert later.joined > early.joined


def test_a_seed_gives_the_same_accounts_on_every_python() -> None:
    mark = sha256()
    for language in LANGUAGES:
        for row in range(0, 200_000, 4_001):
            account = describe(PEOPLE_7, row, language=language, story_start=STORY)
            mark.update(repr(account).encode())
    assert mark.hexdigest() == GOLDEN
