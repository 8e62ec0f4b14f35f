"""What the log keeps of the storm: every stimulus in its order, and how the mood has been."""

from typing import get_args

from app.ids import CONDUCTOR, DraftId, FactId, PostId
from app.rehearsal.commands import (
    ActAsCrowd,
    ClaimFact,
    ConfirmFact,
    DialCrowd,
    JumpClock,
    LikePost,
    OpenDraft,
    PauseClock,
    PublishDraft,
    PublishPost,
    RepostPost,
    ResumeClock,
    SayInChat,
    ShockCrowd,
)
from app.rehearsal.evolve import fold
from app.rehearsal.storm import SAMPLE_EVERY, Stimulus, Stirring
from tests.airline import BRAND, DIRECTOR, FLYER
from tests.build import Drill, a_drill, brand, bystander, critic, facilitator, started
from tests.everything import everything

D1, F1, P1 = DraftId("d1"), FactId("f1"), PostId("p1")
HOLDING = "We have seen this and are looking into it. More by 19:30."


def told(drill: Drill) -> list[tuple[float, str]]:
    return [(one.t, one.event.kind) for one in drill.rehearsal.storm.stimuli]


def test_stimuli_are_kept_in_the_order_of_the_log_each_at_its_exercise_time() -> None:
    drill = a_drill()
    drill.ask(facilitator(), DialCrowd(dial="volume", value=2), at=30)
    drill.happened(started(), at=100)
    drill.ask(critic(), PublishPost(author=DIRECTOR, text="They walked me off."), at=105)
    drill.ask(facilitator(), ShockCrowd(on="anger", by=0.3), at=105)
    drill.ask(facilitator(), PauseClock(), at=110)
    drill.ask(facilitator(), ShockCrowd(on="truth", by=0.3), at=170)
    drill.ask(facilitator(), ResumeClock(), at=180)
    drill.ask(facilitator(), JumpClock(to=600, passed="hold"), at=185)
    drill.ask(brand(), PublishPost(author=BRAND, text=HOLDING, reply_to=P1), at=190)
    assert told(drill) == [
        (0.0, "crowd.dialled"),
        (5.0, "post.published"),
        (5.0, "crowd.shocked"),
        (10.0, "crowd.shocked"),
        (605.0, "post.published"),
    ]


def test_of_one_entry_only_what_stirs_the_crowd_is_kept() -> None:
    drill = a_drill(started(), (brand(), OpenDraft(text="We were wrong.")))
    assert told(drill) == []
    drill.ask(brand(), PublishDraft(draft=D1, anyway="No time"), at=20)
    assert [event.kind for event in drill.log[-1].events] == ["post.published", "draft.published"]
    assert told(drill) == [(20.0, "post.published")]


def test_likes_chat_claims_and_beats_stir_nobody() -> None:
    drill = a_drill(started(), (critic(), PublishPost(author=DIRECTOR, text="They walked me off."), 5.0))
    drill.ask(bystander(), LikePost(post=P1, by=FLYER), at=6)
    drill.ask(brand(), SayInChat(text="Who was on shift?"), at=7)
    drill.ask(brand(), ClaimFact(text="The seat was sold twice."), at=8)
    drill.ask(CONDUCTOR, ActAsCrowd(beat=1, counts=(), trust=60.0, heat=20.0), at=9)
    assert told(drill) == [(5.0, "post.published")]
    drill.ask(bystander(), RepostPost(post=P1, by=FLYER), at=10)
    drill.ask(brand(), ConfirmFact(fact=F1, source="Gate log"), at=11)
    assert told(drill)[1:] == [(10.0, "post.reposted"), (11.0, "fact.confirmed")]


def test_every_stirring_event_of_a_log_is_kept_as_it_was() -> None:
    drill = everything()
    stirring = [
        event for entry in drill.log for event in entry.events if isinstance(event, get_args(Stirring))
    ]
    stimuli = drill.rehearsal.storm.stimuli
    assert [one.event for one in stimuli] == stirring
    assert {one.event.kind for one in stimuli} == {
        one.__dataclass_fields__["kind"].default for one in get_args(Stirring)
    }
    assert fold(drill.log).storm == drill.rehearsal.storm


def test_a_stimulus_is_a_value() -> None:
    drill = a_drill(started(), (facilitator(), ShockCrowd(on="anger", by=0.3), 5.0))
    (event,) = drill.log[-1].events
    assert drill.rehearsal.storm.stimuli == [Stimulus(t=5.0, event=event)]  # type: ignore[arg-type]


def act(beat: int, tick: int, mentions: tuple[int, int, int], mark: str | None = None) -> ActAsCrowd:
    return ActAsCrowd(beat=beat, counts=(), trust=60.0, heat=20.0, tick=tick, mentions=mentions, mark=mark)


def test_mentions_add_up_and_marks_stand_at_their_steps() -> None:
    drill = a_drill(started())
    drill.ask(CONDUCTOR, act(1, 8, (3, 1, 0), mark="a1"), at=2)
    drill.ask(CONDUCTOR, act(2, 12, (2, 0, 4)), at=3)
    drill.ask(CONDUCTOR, act(3, 16, (0, 0, 1), mark="b2"), at=4)
    mood = drill.rehearsal.mood
    assert (mood.tick, mood.mentions, mood.marks) == (16, (5, 1, 5), {8: "a1", 16: "b2"})


def test_a_sample_of_the_mood_counts_the_mentions_so_far() -> None:
    drill = a_drill(started())
    for beat, at in ((1, 1.0), (2, 5.0), (3, 1.0 + SAMPLE_EVERY)):
        drill.ask(CONDUCTOR, act(beat, beat, (1, 2, 3)), at=at)
    assert [(one.t, one.mentions) for one in drill.rehearsal.mood.samples] == [
        (1.0, (1, 2, 3)),
        (1.0 + SAMPLE_EVERY, (3, 6, 9)),
    ]
