"""What a snapshot tells of intents and of the storm, and to whom."""

import pytest

from app.feed.intent import Intent
from app.ids import CONDUCTOR, ChanceId, PostId, View
from app.rehearsal import commands as c
from app.view.snapshot import role_snapshot
from app.view.storm import ShownDials, ShownPush
from tests.airline import BRAND, DIRECTOR
from tests.build import Drill, a_drill, brand, critic, facilitator, started
from tests.everything import HOLDING

P1, P2 = PostId("p1"), PostId("p2")
MEANT = Intent(strategies=("empathy",), target="feed")
JUDGED = Intent(strategies=("deflect", "explain"))
INTENTS = {
    View("brand"): (MEANT, None),
    View("critic"): (None, None),
    View("bystander"): (None, None),
    View("observer"): (MEANT, JUDGED),
    View("facilitator"): (MEANT, JUDGED),
}


@pytest.fixture
def drill() -> Drill:
    """The brand has answered the critic with p2, which the facilitator has judged."""
    return a_drill(
        started(),
        (critic(), c.PublishPost(author=DIRECTOR, text="They walked me off."), 5.0),
        (brand(), c.PublishPost(author=BRAND, text=HOLDING, reply_to=P1, intent=MEANT), 20.0),
        (facilitator(), c.JudgePost(post=P2, intent=JUDGED), 30.0),
    )


@pytest.mark.parametrize("view", INTENTS)
def test_a_posts_intent_is_shown_to_the_brands_side_and_the_judgement_to_the_truths(
    drill: Drill, view: View
) -> None:
    one, two = role_snapshot(drill.rehearsal, view).posts
    assert (one.intent, one.judged) == (None, None)
    assert (two.intent, two.judged) == INTENTS[view]


def test_a_draft_is_shown_with_what_it_is_meant_to_do(drill: Drill) -> None:
    drill.ask(brand(), c.OpenDraft(text="We were wrong.", intent=MEANT))
    for view in (View("brand"), View("observer"), View("facilitator")):
        room = role_snapshot(drill.rehearsal, view).war_room
        assert room is not None
        assert [draft.intent for draft in room.drafts] == [MEANT]


def test_the_truth_holds_openings_dials_and_pushes_so_far(drill: Drill) -> None:
    o1, o2 = ChanceId("o1"), ChanceId("o2")
    ally = c.OpenedChance(chance=o1, opening="ally", lasts=90.0, why="A captain speaks up.", post=P1)
    wit = c.OpenedChance(chance=o2, opening="wit", lasts=60.0, why="They laugh.")
    beat = c.ActAsCrowd(beat=1, counts=(), trust=60.0, heat=20.0, opened=(ally, wit))
    closed = c.ClosedChance(chance=o1, taken=True, post=P2)
    drill.ask(CONDUCTOR, beat, at=40)
    drill.ask(CONDUCTOR, c.ActAsCrowd(beat=2, counts=(), trust=60.0, heat=20.0, closed=(closed,)), at=50)
    drill.ask(facilitator(), c.DialCrowd(dial="mood", value=-0.5), at=60)
    drill.ask(facilitator(), c.ShockCrowd(on="anger", by=0.5, fades=None, why="A second clip."), at=70)
    drill.ask(facilitator(), c.ShockCrowd(on="trust", by=0.25), at=80)
    for view in (View("observer"), View("facilitator")):
        truth = role_snapshot(drill.rehearsal, view).truth
        assert truth is not None
        first, second = truth.storm.chances
        assert (first.id, first.opening, first.t, first.lasts, first.post) == (o1, "ally", 40.0, 90.0, P1)
        assert (first.closed_t, first.taken, first.taken_by) == (50.0, True, P2)
        assert (second.id, second.closed_t) == (o2, None)
        assert truth.storm.dials == ShownDials(mood=-0.5, volume=1.0, abuse=0.4)
        assert truth.storm.pushes == (
            ShownPush(t=70.0, seat=facilitator(), on="anger", by=0.5, fades=None, why="A second clip."),
            ShownPush(t=80.0, seat=facilitator(), on="trust", by=0.25, fades=600.0, why=""),
        )


def test_a_snapshot_stays_as_it_was_taken(drill: Drill) -> None:
    wit = c.OpenedChance(chance=ChanceId("o1"), opening="wit", lasts=60.0, why="They laugh.")
    drill.ask(CONDUCTOR, c.ActAsCrowd(beat=1, counts=(), trust=60.0, heat=20.0, opened=(wit,)), at=40)
    before = role_snapshot(drill.rehearsal, View("observer")).truth
    closed = c.ClosedChance(chance=ChanceId("o1"), taken=False)
    drill.ask(CONDUCTOR, c.ActAsCrowd(beat=2, counts=(), trust=60.0, heat=20.0, closed=(closed,)), at=50)
    drill.ask(facilitator(), c.DialCrowd(dial="volume", value=3))
    assert before is not None
    assert before.storm.chances[0].closed_t is None
    assert before.storm.dials.volume == 1.0
