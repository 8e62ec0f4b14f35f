"""Chips from words, words against chips, and the bound on what the words may move."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crowd.lexicon import LANGUAGES
from app.crowd.proposing import (
    CONDITION,
    MOST,
    SPECIFIC,
    TONES,
    Disagreement,
    disagreement,
    propose,
    shift,
    suggest,
    terms,
)
from app.crowd.reading import read
from app.feed.gist import Gist, Written
from app.feed.intent import STRATEGIES, Intent, Strategy, Tone

OWNED = "We are sorry, Kev. That was our mistake."
BLAMED = "He was asked twice and refused to move. It was a misunderstanding."
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from(
            [OWNED, BLAMED, "Sorry if anyone was offended.", "Our lawyers will see you in court.", "Haha 😂"]
        ),
        max_size=4,
    ).map(" ".join),
)
CHIPS = st.builds(
    Intent,
    strategies=st.lists(st.sampled_from(STRATEGIES), min_size=1, max_size=2, unique=True).map(tuple),
    tone=st.sampled_from(list(TONES)),
)


def chip(*strategies: Strategy, tone: Tone = "plain") -> Intent:
    return Intent(strategies=strategies, tone=tone)


def apart(intent: Intent, text: str) -> Disagreement:
    found = disagreement(intent, read(text))
    assert found is not None
    return found


def test_the_heaviest_strategy_is_proposed() -> None:
    proposed = propose(read(OWNED), answers=True)
    assert proposed == Intent(strategies=("apology",), tone="personal", target="thread")


def test_a_second_strategy_is_proposed_from_half_the_weight_of_the_first() -> None:
    heavy, light = 0.6, 0.3
    half = Gist(weights=(heavy, 0, 0, light, 0, 0, 0, 0, 0))
    less = Gist(weights=(heavy, 0, 0, light - 0.01, 0, 0, 0, 0, 0))
    assert [one.strategies for one in (propose(half, answers=True),) if one] == [("apology", "compensate")]
    assert [one.strategies for one in (propose(less, answers=True),) if one] == [("apology",)]


def test_what_answers_nobody_goes_onto_the_feed() -> None:
    proposed = propose(read(OWNED), answers=False)
    assert proposed is not None
    assert proposed.target == "feed"


@pytest.mark.parametrize(("voice", "tone"), [(0.2, "formal"), (0.55, "plain"), (0.9, "personal")])
def test_the_tone_follows_the_voice(voice: float, tone: Tone) -> None:
    gist = Gist(weights=(1.0, 0, 0, 0, 0, 0, 0, 0, 0), voice=voice)
    proposed = propose(gist, answers=True)
    assert proposed is not None
    assert proposed.tone == tone


def test_words_that_do_nothing_in_particular_propose_nothing_and_a_holding_line_listens() -> None:
    assert propose(read("Boarding is at gate B14."), answers=True) is None
    holding = propose(read("We have seen this and are looking into it."), answers=True)
    assert holding is not None
    assert holding.strategies == ("empathy",)


def test_chips_and_words_that_agree_leave_nothing_to_say() -> None:
    assert disagreement(chip("apology"), read(OWNED)) is None
    assert disagreement(chip("deflect"), read(BLAMED)) is None


def test_an_apology_whose_words_blame_is_told_with_its_words() -> None:
    found = apart(chip("apology"), BLAMED)
    assert found.read == ("deflect",)
    assert found.sentence == (
        "chosen: apology; the words read as deflect: “He was asked”, “refused to”, “misunderstanding”"
    )


def test_the_other_camp_is_worse_than_a_neighbour() -> None:
    neighbour = apart(chip("compensate"), OWNED)
    crossed = apart(chip("deny"), OWNED)
    assert 0 < neighbour.strength < crossed.strength <= 1


def test_chips_that_no_word_bears_out_are_weaker() -> None:
    plain = "Boarding is at gate B14."
    found = apart(chip("apology"), plain)
    assert not found.read
    assert "no words of it" in found.sentence
    assert shift(read(plain), chip("apology")) < shift(read(plain), None)


def test_the_second_chip_counts_too() -> None:
    assert disagreement(chip("explain", "apology"), read(OWNED)) is None


@pytest.mark.parametrize(
    ("strategies", "shares"), [(("apology",), {0: 1.0}), (("compensate", "apology"), {3: 0.65, 0: 0.35})]
)
def test_chips_are_the_weights_whatever_the_words(
    strategies: tuple[Strategy, ...], shares: dict[int, float]
) -> None:
    for text in (OWNED, BLAMED, ""):
        weights = terms(read(text), chip(*strategies)).weights
        assert {at: one for at, one in enumerate(weights) if one} == pytest.approx(shares)


def test_without_chips_the_words_are_the_weights() -> None:
    reading = read(BLAMED)
    assert terms(reading, None).weights == reading.weights
    assert terms(reading, None).voice == reading.voice
    assert terms(reading, Intent(strategies=())).weights == reading.weights


def test_a_plain_statement_is_half_an_explanation_and_a_holding_line_listens_a_little() -> None:
    plain = terms(read("Boarding is at gate B14."), None).weights
    holding = terms(read("We have seen this and are looking into it."), None).weights
    assert plain[STRATEGIES.index("explain")] == sum(plain) == 0.5
    assert 0 < holding[STRATEGIES.index("empathy")] < 0.5


def test_an_if_costs_and_being_specific_pays() -> None:
    chips = chip("apology", tone="personal")
    sorry = "We are sorry, Kev."
    taken = [
        shift(read(text), chips)
        for text in (
            "We are sorry if anyone was offended.",
            sorry,
            f"{sorry} At 18:52 our duty desk broke rule 7.",
        )
    ]
    assert taken == sorted(taken)
    assert taken[1] - taken[0] > 0.5
    assert taken[2] - taken[1] > 0.1


@given(TEXTS, st.sampled_from(LANGUAGES), CHIPS)
def test_with_chips_the_words_move_acceptance_by_at_most_most(
    text: str, language: str, chips: Intent
) -> None:
    taken, bare = terms(read(text, language), chips), terms(read(""), chips)
    assert (taken.weights, taken.voice) == (bare.weights, bare.voice)
    assert -MOST <= taken.shift <= MOST
    assert -MOST <= taken.words <= MOST
    parts = SPECIFIC * (taken.specificity - 0.5) - CONDITION * taken.conditional + taken.words
    assert parts == pytest.approx(taken.shift)


@given(
    st.builds(
        Gist,
        weights=st.integers(0, 8).map(lambda at: tuple(float(one == at) for one in range(9))),
        specificity=st.floats(0, 1),
        voice=st.floats(0, 1),
        conditional=st.booleans(),
    ),
    CHIPS,
)
def test_whoever_has_read_the_bound_holds(gist: Gist, chips: Intent) -> None:
    taken = terms(gist, chips)
    assert -MOST <= taken.shift <= MOST
    assert -MOST <= taken.words <= MOST


def test_a_suggestion_has_chips_cues_and_what_disagrees() -> None:
    found = suggest(Written(text=OWNED, answers=True, chosen=chip("deny")))
    assert found.strategies == ("apology",)
    assert found.target == "thread"
    assert {"apology", "owned"} <= {cue.family for cue in found.cues}
    assert found.disagreement is not None
    assert suggest(Written(text=OWNED)).disagreement is None
