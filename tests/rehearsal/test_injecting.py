from dataclasses import replace
from math import nan

import pytest

from app.ids import CONDUCTOR, Handle, InjectId, MessageId, PostId
from app.rehearsal.commands import (
    ActAsCrowd,
    Command,
    CrowdPost,
    DeletePost,
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
from app.rehearsal.cues import due
from app.rehearsal.events import (
    Byline,
    CrowdActed,
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
from tests.airline import BRAND, CHIEF, DIRECTOR, PRESS
from tests.build import Drill, a_drill, brand, critic, facilitator, started

I1, I2, I3, I4, I5 = (InjectId(f"i{number}") for number in range(1, 6))
HOLDING = "We have seen this and are looking into it. More by 19:30."


def beat(
    number: int = 1,
    *counts: tuple[PostId, int, int, int, int],
    posts: tuple[CrowdPost, ...] = (),
    trust: float = 60.0,
    heat: float = 20.0,
) -> ActAsCrowd:
    return ActAsCrowd(beat=number, counts=counts, trust=trust, heat=heat, posts=posts)


def reply(to: str, author: str = "sky_fan_9", text: str = "Not again.") -> CrowdPost:
    return CrowdPost(
        author=Handle(author),
        byline=Byline(name="Sky", followers=31),
        text=text,
        reply_to=PostId(to),
        stance=-0.5,
    )


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
    assert not list(due(drill.rehearsal.cues.values(), 60))
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
    published, _ = drill.ask(CONDUCTOR, DeliverInject(inject=I1))
    assert isinstance(published, PostPublished)
    assert published.text == "Softer."


def test_an_edited_inject_still_fits_its_channel() -> None:
    drill = a_drill()
    assert drill.refused(facilitator(), EditCue(inject=I1, text="x" * 281)).code == "too_long"
    assert drill.ask(facilitator(), EditCue(inject=I2, text="x" * 281))
    assert drill.refused(facilitator(), EditCue(inject=I2, text=" ")).code == "invalid"


def test_there_is_no_inject_outside_the_msel() -> None:
    assert live().refused(facilitator(), DeliverInject(inject=InjectId("i99"))).code == "not_found"


def test_a_beat_adds_to_posts_and_shows_a_few_replies() -> None:
    drill = a_drill(started(), (CONDUCTOR, DeliverInject(inject=I1), 10.0))
    p1 = PostId("p1")
    acted, first, second = drill.ask(
        CONDUCTOR,
        beat(1, (p1, 5, 2, 3, 900), posts=(reply("p1"), reply("p1", text="Who saw it?"))),
        at=12,
    )
    assert acted == CrowdActed(beat=1, counts=((p1, 5, 2, 3, 900),), trust=60.0, heat=20.0)
    assert isinstance(first, PostPublished)
    assert isinstance(second, PostPublished)
    assert (first.post, second.post) == ("p2", "p3")
    assert first.origin == Origin(sort="crowd", stance=-0.5)
    post = drill.rehearsal.feed.posts[p1]
    assert (post.likes, post.reposts, post.answers, post.crowd.reach) == (5, 2, 5, 900)


def test_beats_come_one_after_the_other() -> None:
    drill = a_drill(started(), (CONDUCTOR, beat(1)))
    assert drill.refused(CONDUCTOR, beat(1)).code == "conflict"
    assert drill.refused(CONDUCTOR, beat(3)).code == "conflict"


def test_the_crowd_only_adds_and_only_to_posts_that_are_there() -> None:
    drill = a_drill(started(), (critic(), PublishPost(author=DIRECTOR, text="Hello?")))
    assert drill.refused(CONDUCTOR, beat(1, (PostId("p1"), -1, 0, 0, 0))).code == "invalid"
    assert drill.refused(CONDUCTOR, beat(1, (PostId("p2"), 1, 0, 0, 0))).code == "invalid"
    assert drill.refused(CONDUCTOR, beat(1, posts=(reply("p9"),))).code == "not_found"
    drill.ask(critic(), DeletePost(post=PostId("p1")))
    assert drill.refused(CONDUCTOR, beat(1, posts=(reply("p1"),))).code == "not_found"


@pytest.mark.parametrize(("trust", "heat"), [(-1.0, 5.0), (5.0, 101.0), (nan, 5.0), (5.0, nan)])
def test_the_crowds_mood_is_a_figure_from_0_to_100(trust: float, heat: float) -> None:
    assert live().refused(CONDUCTOR, beat(trust=trust, heat=heat)).code == "invalid"


@pytest.mark.parametrize("stance", [-1.5, 2.0, nan])
def test_a_stance_is_a_figure_from_minus_1_to_1(stance: float) -> None:
    drill = a_drill(started(), (CONDUCTOR, DeliverInject(inject=I1), 10.0))
    beside = replace(reply("p1"), stance=stance)
    assert drill.refused(CONDUCTOR, beat(posts=(beside,))).code == "invalid"


def test_the_crowd_never_speaks_as_somebody_of_the_cast() -> None:
    drill = a_drill(started(), (CONDUCTOR, DeliverInject(inject=I1), 10.0))
    impostor = reply("p1", author=BRAND)
    assert drill.refused(CONDUCTOR, beat(posts=(impostor,))).code == "not_your_account"
