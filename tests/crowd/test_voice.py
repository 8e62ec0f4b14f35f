from dataclasses import replace

from app.crowd.strangers import stranger
from app.crowd.voice import mood_of, words_for
from app.feed.wording import folded
from app.scenario.scenario import CrowdWords, Scenario
from tests.airline import AIRLINE
from tests.standins.headless import shipped


def texts(scenario: Scenario, count: int, longest: int = 280) -> list[str]:
    """What the crowd finds to say in `count` turns, from all three sides."""
    said: dict[str, None] = {}
    found: list[str] = []
    for turn in range(count):
        text = words_for(scenario, (turn % 3 - 1) * 0.8, said, longest, (7, turn))
        if text is not None:
            said[folded(text)] = None
            found.append(text)
    return found


def test_a_stance_speaks_from_its_own_list() -> None:
    assert [mood_of(stance) for stance in (-0.8, -0.1, 0.1, 0.8)] == [
        "against",
        "neutral",
        "neutral",
        "supportive",
    ]


def test_four_hundred_texts_are_all_different_and_short_enough() -> None:
    found = texts(shipped(), 400)
    assert len({folded(text) for text in found}) == len(found) == 400
    assert max(map(len, found)) <= 280


def test_a_scenario_of_few_words_falls_silent_rather_than_repeat_itself() -> None:
    found = texts(AIRLINE, 200)
    assert 6 < len(found) < 200
    assert len({folded(text) for text in found}) == len(found)


def test_words_that_do_not_fit_the_platform_are_not_said() -> None:
    assert all(len(text) <= 30 for text in texts(shipped(), 60, longest=30))


def test_only_english_gets_english_openers() -> None:
    words = CrowdWords(against=("Schande.",), neutral=("Aha.",), supportive=("Ruhig.",))
    german = replace(AIRLINE, language="de", crowd=replace(AIRLINE.crowd, words=words))
    allowed = {*words.against, *words.neutral, *words.supportive, *AIRLINE.crowd.hashtags}
    assert {word for text in texts(german, 100) for word in text.split()} <= allowed


def test_what_was_said_a_moment_ago_is_not_said_again_in_other_clothes() -> None:
    lines = shipped().crowd.words.against
    said = dict.fromkeys(map(folded, lines[:40]))
    for turn in range(60):
        text = words_for(shipped(), -0.9, said, 280, (3, turn))
        assert text is not None
        assert any(folded(line) in folded(text) for line in lines[40:])


def test_strangers_are_new_and_have_few_followers_mostly() -> None:
    taken: set[str] = set()
    crowd = []
    for number in range(600):
        one = stranger(taken, 7, number)
        assert one.handle.lower() not in taken
        assert one.handle.isascii()
        assert len(one.handle) <= 30
        taken.add(one.handle.lower())
        crowd.append(one)
    followers = sorted(one.byline.followers for one in crowd)
    assert 90 < followers[300] < 360
    assert followers[-1] > 3_000
