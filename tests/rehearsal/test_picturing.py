"""Pictures on drafts: each says in words what it shows, and none comes before its time."""

from dataclasses import replace

import pytest

from app.feed.picture import Image, Picture, TextCard
from app.ids import DraftId, PostId
from app.rehearsal import commands as c
from app.rehearsal.entry import Entry
from app.rehearsal.events import DraftOpened, PostPublished
from app.rehearsal.picturing import LONGEST_ALT, MOST_LINES
from app.scenario.scenario import Scenario
from app.store.codec import decode, encode
from tests.airline import AIRLINE
from tests.build import Drill, a_drill, brand, facilitator, started

D1 = DraftId("d1")
WORDS = "We turned you away and should not have."
CARD = TextCard(
    title="What happens now", lines=("Tonight: every passenger is called",), alt="A card: we call tonight."
)
GATE = Picture(file="gate.png", alt="A closed gate, seen from a wheelchair.")


def with_a_picture() -> Scenario:
    """The airline, whose first inject shows a picture."""
    first = next(one for one in AIRLINE.msel if one.channel == "feed")
    shown = tuple(replace(one, picture=GATE) if one is first else one for one in AIRLINE.msel)
    return replace(AIRLINE, msel=shown)


def opened(picture: Image | None) -> Drill:
    return a_drill(started(), (brand(), c.OpenDraft(text=WORDS, picture=picture)))


def published(drill: Drill) -> PostPublished:
    post, _ = drill.ask(brand(), c.PublishDraft(draft=D1, anyway="Now"))
    assert isinstance(post, PostPublished)
    return post


def test_a_card_goes_out_with_its_post() -> None:
    drill = opened(CARD)
    assert drill.rehearsal.drafts[D1].picture == CARD
    assert published(drill).picture == CARD
    assert drill.rehearsal.feed.posts[PostId("p1")].picture == CARD


@pytest.mark.parametrize("alt", ["", "  \n "])
def test_a_picture_without_alt_text_is_refused(alt: str) -> None:
    drill = a_drill(started())
    refusal = drill.refused(brand(), c.OpenDraft(text=WORDS, picture=replace(CARD, alt=alt)))
    assert refusal.code == "invalid"
    assert "say in the alt text" in refusal.detail


def test_an_alt_text_is_as_long_as_it_may_be_and_no_longer() -> None:
    opened(replace(CARD, alt="a" * LONGEST_ALT))
    too_long = c.OpenDraft(text=WORDS, picture=replace(CARD, alt="a" * (LONGEST_ALT + 1)))
    assert a_drill(started()).refused(brand(), too_long).code == "too_long"


def test_a_card_is_short_and_leaves_empty_lines_out() -> None:
    drill = opened(replace(CARD, title=" What \n happens ", lines=("", "Tonight", " ")))
    assert drill.rehearsal.drafts[D1].picture == replace(CARD, title="What happens", lines=("Tonight",))
    for wrong in (
        replace(CARD, lines=("One more",) * (MOST_LINES + 1)),
        replace(CARD, title=" "),
        replace(CARD, title="t" * 81),
        replace(CARD, lines=("l" * 121,)),
    ):
        assert drill.refused(brand(), c.OpenDraft(text=WORDS, picture=wrong)).code in ("invalid", "too_long")


def test_a_picture_of_the_scenario_is_offered_only_once_a_post_shows_it() -> None:
    scenario = with_a_picture()
    inject = next(one for one in scenario.msel if one.picture)
    drill = a_drill(started(), scenario=scenario)
    ask = c.OpenDraft(text=WORDS, picture=replace(GATE, alt="The gate, closed."))
    assert drill.refused(brand(), ask).code == "not_found"
    drill.ask(facilitator(), c.DeliverInject(inject=inject.id))
    drill.ask(brand(), ask)
    assert published(drill).picture == replace(GATE, alt="The gate, closed.")


def test_each_version_keeps_its_picture_and_another_picture_is_a_new_version() -> None:
    drill = opened(CARD)
    other = replace(CARD, alt="A card that says that every passenger is called tonight.")
    assert drill.refused(brand(), c.ReviseDraft(draft=D1, text=WORDS, picture=CARD)).code == "invalid"
    drill.ask(brand(), c.ReviseDraft(draft=D1, text=WORDS, picture=other))
    drill.ask(brand(), c.ReviseDraft(draft=D1, text=WORDS))
    draft = drill.rehearsal.drafts[D1]
    assert [step.picture for step in draft.steps] == [CARD, other, None]
    assert (draft.picture, draft.version) == (None, 3)


@pytest.mark.parametrize("picture", [CARD, GATE, None])
def test_a_picture_reads_back_from_the_log(picture: Image | None) -> None:
    event = DraftOpened(draft=D1, seat=brand(), text=WORDS, reply_to=None, posture="answers", picture=picture)
    log = opened(None).log
    entry: Entry = replace(log[-1], events=(event,))
    assert decode(entry.seq, encode(entry)) == entry
