import pytest

from app.ids import CONDUCTOR, InjectId, MessageId, PostId
from app.rehearsal.calling import due
from app.rehearsal.commands import (
    Command,
    DeliverInject,
    EditCue,
    HoldCue,
    PauseClock,
    PublishPost,
    ReleaseCue,
    RetractPost,
    SkipCue,
    StandByCue,
)
from app.rehearsal.events import (
    Byline,
    CueEdited,
    CueHeld,
    CueReleased,
    CueSkipped,
    CueStoodBy,
    InjectDelivered,
    MessageSent,
    Origin,
    PostPublished,
)
from tests.airline import BRAND, CHIEF, PRESS
from tests.build import Drill, a_drill, brand, facilitator, started

I1, I2, I3, I4, I5 = (InjectId(f"i{number}") for number in range(1, 6))
HOLDING = "We have seen this and are looking into it. More by 19:30."


def live() -> Drill:
    return a_drill(started())


def test_a_feed_inject_becomes_a_post_of_its_persona() -> None:
    drill = live()
    assert drill.ask(CONDUCTOR, DeliverInject(inject=I1), at=10) == (
        PostPublished(
            post=PostId("p1"),
            author=PRESS,
            byline=Byline(name="Harbour Post", followers=310_000, verified=True),
            text="A film director was walked off a North Air plane tonight. Picture follows.",
            origin=Origin(sort="inject", inject=I1),
        ),
        InjectDelivered(inject=I1, post=PostId("p1")),
    )
    cue = drill.rehearsal.cues[I1]
    assert (cue.state, cue.delivered_t, cue.post) == ("delivered", 10.0, "p1")


def test_a_message_inject_is_written_to_the_brand_alone() -> None:
    drill = live()
    message = MessageId("m1.chief_exec.northair")
    sent, delivered = drill.ask(CONDUCTOR, DeliverInject(inject=I2), at=120)
    assert isinstance(sent, MessageSent)
    assert (sent.sender, sent.to, sent.message) == (CHIEF, BRAND, message)
    assert delivered == InjectDelivered(inject=I2, message=message)
    assert not drill.rehearsal.feed.posts


def test_an_inject_answers_the_inject_before_it_while_that_is_up() -> None:
    drill = a_drill(started(), (CONDUCTOR, DeliverInject(inject=I1), 10.0))
    published, _ = drill.ask(CONDUCTOR, DeliverInject(inject=I3), at=300)
    assert isinstance(published, PostPublished)
    assert published.reply_to == "p1"


def test_an_inject_stands_alone_when_what_it_answers_is_gone() -> None:
    drill = a_drill(
        started(),
        (CONDUCTOR, DeliverInject(inject=I1), 10.0),
        (facilitator(), RetractPost(post=PostId("p1")), 20.0),
    )
    published, _ = drill.ask(CONDUCTOR, DeliverInject(inject=I3), at=300)
    assert isinstance(published, PostPublished)
    assert published.reply_to is None


def test_an_inject_answers_the_brands_newest_post() -> None:
    drill = live()
    drill.ask(brand(), PublishPost(author=BRAND, text=HOLDING), at=20)
    drill.ask(brand(), PublishPost(author=BRAND, text=HOLDING.replace("19:30", "20:00")), at=40)
    published, _ = drill.ask(CONDUCTOR, DeliverInject(inject=I4), at=600)
    assert isinstance(published, PostPublished)
    assert published.reply_to == "p2"


def test_an_inject_is_delivered_once_whoever_asks() -> None:
    drill = a_drill(started(), (CONDUCTOR, DeliverInject(inject=I1), 10.0))
    for who in (CONDUCTOR, facilitator()):
        assert drill.refused(who, DeliverInject(inject=I1)).code == "conflict"


def test_nothing_is_delivered_while_held() -> None:
    drill = a_drill(started(), (facilitator(), PauseClock(), 10.0))
    assert drill.refused(CONDUCTOR, DeliverInject(inject=I1)).code == "paused"
    assert drill.refused(facilitator(), DeliverInject(inject=I1)).code == "paused"


@pytest.mark.parametrize("command", [HoldCue(inject=I1), SkipCue(inject=I1), StandByCue(inject=I1)])
def test_a_cue_out_of_the_row_waits_for_the_facilitator(command: Command) -> None:
    drill = a_drill(started(), (facilitator(), command))
    assert not list(due(drill.rehearsal, 60))
    assert drill.refused(CONDUCTOR, DeliverInject(inject=I1), at=60).code == "conflict"
    assert drill.ask(facilitator(), DeliverInject(inject=I1))


def test_a_cue_changes_its_standing_once_and_is_released_again() -> None:
    drill = a_drill()
    for command, event in (
        (HoldCue(inject=I1), CueHeld(inject=I1)),
        (StandByCue(inject=I1), CueStoodBy(inject=I1)),
        (SkipCue(inject=I1), CueSkipped(inject=I1)),
        (ReleaseCue(inject=I1), CueReleased(inject=I1)),
    ):
        assert drill.ask(facilitator(), command) == (event,)
        assert drill.refused(facilitator(), command).code == "conflict"


def test_a_delivered_cue_is_final() -> None:
    drill = a_drill(started(), (facilitator(), DeliverInject(inject=I5)))
    for command in (HoldCue(inject=I5), ReleaseCue(inject=I5), EditCue(inject=I5, text="No")):
        assert drill.refused(facilitator(), command).code == "conflict"


def test_an_edited_inject_goes_out_in_the_new_words() -> None:
    drill = live()
    edited = drill.ask(facilitator(), EditCue(inject=I1, text=" Softer. "))
    assert edited == (CueEdited(inject=I1, text="Softer."),)
    published, _ = drill.ask(CONDUCTOR, DeliverInject(inject=I1), at=10)
    assert isinstance(published, PostPublished)
    assert published.text == "Softer."


def test_an_edited_inject_still_fits_its_channel() -> None:
    drill = a_drill()
    assert drill.refused(facilitator(), EditCue(inject=I1, text="x" * 281)).code == "too_long"
    assert drill.ask(facilitator(), EditCue(inject=I2, text="x" * 281))
    assert drill.refused(facilitator(), EditCue(inject=I2, text=" ")).code == "invalid"


def test_there_is_no_inject_outside_the_msel() -> None:
    assert live().refused(facilitator(), DeliverInject(inject=InjectId("i99"))).code == "not_found"
