"""What a view is not shown leaves no trace in it: not in its snapshot, its numbers, or its ids."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.feed.gist import Gist
from app.feed.intent import Intent
from app.ids import CONDUCTOR, ChanceId, DraftId, FlagId, InjectId, PostId, SeatId, View
from app.rehearsal import commands as c
from app.rehearsal.entry import Entry
from app.rehearsal.evolve import begin, evolve
from app.rehearsal.refusals import Refused
from app.rehearsal.seats import seat_view
from app.view.visibility import seen_by
from tests.airline import BRAND, CAMPAIGN, DIRECTOR, FAN, FLYER, PRESS
from tests.build import Drill, a_drill, brand, bystander, critic, facilitator, observer, started
from tests.everything import HOLDING, everything
from tests.rehearsal.test_long_drills import wild_drill
from tests.view.showing import frames_of, snapshot_of, views_of

COUNTERS = ("likes", "reposts", "replies", "reach")


def still(snapshot: bytes) -> dict[str, Any]:
    """A snapshot without the crowd's figures, which reach screens on another way."""
    shown: dict[str, Any] = json.loads(snapshot)
    for post in shown.get("posts", ()):
        for counter in COUNTERS:
            del post[counter]
    if shown.get("truth"):
        del shown["truth"]["samples"]
    return shown


def check_unmoved(log: list[Entry]) -> int:
    """Hold every view against every entry it is not shown; how often that was."""
    rehearsal = begin(log[0])
    before = {view: snapshot_of(rehearsal, view) for view in views_of(rehearsal)}
    unmoved = 0
    for entry in log[1:]:
        evolve(rehearsal, entry)
        for view in views_of(rehearsal):
            after = snapshot_of(rehearsal, view)
            hidden = not any(seen_by(event, view, rehearsal) for event in entry.events)
            if hidden and view in before and after != before[view]:
                assert still(after) == still(before[view]), (entry, view)
            unmoved += hidden
            before[view] = after
    return unmoved


def test_an_event_that_is_not_shown_changes_no_snapshot() -> None:
    assert check_unmoved(everything().log) > 500


@pytest.mark.parametrize("seed", range(2))
def test_an_event_that_is_not_shown_changes_no_snapshot_of_any_drill(seed: int) -> None:
    assert check_unmoved(wild_drill(seed).log[:250]) > 1_000


OPENED = c.OpenedChance(chance=ChanceId("o1"), opening="wit", lasts=90.0, why="They laugh.")
MEANT = Intent(strategies=("empathy",))
HIDDEN: tuple[tuple[SeatId, c.Command], ...] = (
    (brand(), c.SayInChat(text="Who was on shift?")),
    (brand(), c.OpenDraft(text="Not like this")),
    (brand(), c.SubmitDraft(draft=DraftId("d1"))),
    (brand("legal"), c.RejectDraft(draft=DraftId("d1"), reason="No")),
    (brand("subject_expert"), c.ClaimFact(text="The seat was sold twice.")),
    (brand(), c.RaiseFlag(sort="chance")),
    (brand(), c.NoteFlag(flag=FlagId("g1.brand-comms"), text="A witness")),
    (brand(), c.SignPlan()),
    (observer(), c.RaiseFlag(sort="mistake")),
    (observer(), c.WriteNote(text="Late")),
    (facilitator(), c.WriteNote(text="Mine")),
    (facilitator(), c.SendWhisper(to=brand(), text="Faster")),
    (facilitator(), c.SendWhisper(to=critic(), text="Slower")),
    (facilitator(), c.HoldCue(inject=InjectId("i6"))),
    (facilitator(), c.ReleaseCue(inject=InjectId("i6"))),
    (facilitator(), c.EditCue(inject=InjectId("i5"), text="Softer")),
    (facilitator(), c.SendMessage(sender=PRESS, to=DIRECTOR, text="Call me")),
    (bystander(2), c.SendMessage(sender=FAN, to=FLYER, text="You there?")),
    (bystander(2), c.SetTrust(value=30)),
    (bystander(2), c.GiveMood(value=2)),
    (critic(), c.CapturePost(post=PostId("p1"))),
    (facilitator(), c.JudgeGoal(seat=critic(), goal=0)),
    (facilitator(), c.ShockCrowd(on="anger", by=0.4)),
    (facilitator(), c.DialCrowd(dial="mood", value=-0.5)),
    (facilitator(), c.JudgePost(post=PostId("p4"), intent=Intent(strategies=("attack",)))),
    (CONDUCTOR, c.ReadPost(post=PostId("p4"), text=HOLDING, gist=Gist(holding=True))),
    (CONDUCTOR, c.ActAsCrowd(beat=1, counts=(), trust=60.0, heat=20.0, opened=(OPENED,))),
)
"""What critic-2 is shown nothing of."""
OPEN: tuple[tuple[SeatId, c.Command], ...] = (
    (critic(), c.PublishPost(author=DIRECTOR, text="They walked me off.")),
    (critic(2), c.PublishPost(author=CAMPAIGN, text="Publish the table.", reply_to=PostId("p1"))),
    (facilitator(), c.SendWhisper(to=critic(2), text="Now you")),
    (critic(2), c.SayInCrew(text="Now")),
    (critic(2), c.CapturePost(post=PostId("p1"))),
    (bystander(), c.LikePost(post=PostId("p1"), by=FLYER)),
    (critic(2), c.SendMessage(sender=CAMPAIGN, to=DIRECTOR, text="With us?")),
    (facilitator(), c.DeliverInject(inject=InjectId("i1"))),
    (brand(), c.PublishPost(author=BRAND, text=HOLDING, reply_to=PostId("p1"), intent=MEANT)),
    (bystander(), c.PublishPost(author=FLYER, text="I was there.", reply_to=PostId("p3"))),
)


def a_drill_with(hidden: list[list[int]]) -> Drill:
    """What everybody sees, a minute apart, with hidden asks before each (those that are granted)."""
    drill = a_drill(started())
    for minute, (seat, command) in enumerate(OPEN, start=1):
        for one in hidden[minute - 1] if hidden else ():
            with suppress(Refused):
                drill.ask(*HIDDEN[one], at=minute * 60)
        drill.ask(seat, command, at=minute * 60)
    return drill


def told(drill: Drill, view: View) -> list[dict[str, Any]]:
    """The frames of a view without their tags, which are chance."""
    frames = [json.loads(frame) for frame in frames_of(drill.log, view)]
    for frame in frames:
        del frame["tag"]
    return frames


@pytest.mark.trust(22)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.lists(st.integers(0, len(HIDDEN) - 1), max_size=6), min_size=len(OPEN), max_size=len(OPEN))
)
def test_what_is_hidden_changes_no_number_no_id_and_no_word_of_a_view(hidden: list[list[int]]) -> None:
    quiet, busy = a_drill_with([]), a_drill_with(hidden)
    for view in (View("critic"), View("bystander"), seat_view(critic(2))):
        assert told(busy, view) == told(quiet, view)
        assert snapshot_of(busy.rehearsal, view) == snapshot_of(quiet.rehearsal, view)


def test_the_numbers_of_a_view_have_no_gaps() -> None:
    drill = everything()
    for view in views_of(drill.rehearsal):
        numbers = [json.loads(frame)["n"] for frame in frames_of(drill.log, view)]
        assert numbers == list(range(1, len(numbers) + 1))
