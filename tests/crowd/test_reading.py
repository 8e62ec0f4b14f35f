import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crowd.answer import words
from app.crowd.reading import read

OWNED = "Kev, we got the order wrong. That was our mistake and we are sorry."
BETTER_FIRST = (
    f"{OWNED} From now on we ask in private.",
    OWNED,
    "We are sorry about tonight, Kev.",
    "We have seen this and are looking into it.",
    "We fly to sixty-one places.",
    "Our policy is applied in line with the regulations.",
    "We are sorry if anyone was offended. Our policy was followed.",
    "He chose to ignore our policy and refused to move.",
)


@pytest.mark.parametrize(
    ("text", "does"),
    [
        (OWNED, {"apology", "owned"}),
        ("We’re sorry if you felt that way.", {"apology", "conditional"}),
        ("Our policy applies to everybody.", {"policy"}),
        ("We have checked the records: he had two seats.", {"evidence"}),
        ("We will publish the table by Friday.", {"promise"}),
        ("Thank you for telling us. Nobody should feel that.", {"thanks", "empathy"}),
        ("He refused to comply. This is blown out of proportion.", {"blame"}),
        ("We would like to talk. Call us.", {"invitation"}),
        ("Seats, haha 😂", {"humour"}),
        ("We have seen this, and we are looking into it.", {"holding"}),
        ("Boarding is at gate B14.", set()),
    ],
)
def test_a_post_is_read_for_what_it_does(text: str, does: set[str]) -> None:
    reading = read(text)
    flags = set(reading.__slots__) - {"angry", "warm"}
    assert {name for name in flags if getattr(reading, name)} == does


def test_a_not_takes_it_back() -> None:
    assert not read("This is not our policy.").policy
    assert not read("I will never say thank you.").thanks
    assert read("Not tonight. Thank you for asking.").thanks


def test_words_are_matched_whole() -> None:
    assert not read("Newsorry and policymaker").apology
    assert not read("A policymaker spoke").policy


def test_tone_goes_from_angry_to_warm() -> None:
    assert read("Shame on you. Never again.").tone == -1
    assert read("Fair play, well done.").tone == 1
    assert read("The gate is B14.").tone == 0
    assert -1 < read("Shame on them, but thank you to the crew.").tone < 1


def test_owning_up_is_worth_more_than_rules_and_rules_more_than_blame() -> None:
    worth = [words(read(text), heat=50.0) for text in BETTER_FIRST]
    assert worth == sorted(worth, reverse=True)
    assert len(set(worth)) == len(worth)


def test_a_joke_is_fine_in_the_cool_and_costs_in_the_heat() -> None:
    joke = read("Our hats off to that fish 😉")
    plain = read("Our hats off to that fish")
    assert words(joke, heat=2.0) > words(plain, heat=2.0)
    assert words(joke, heat=60.0) < words(plain, heat=60.0)


@given(st.text(max_size=300))
def test_anything_can_be_read(text: str) -> None:
    assert -1 <= read(text).tone <= 1
