"""A whole rehearsal, from the lobby to the review, as a story.

An airline walks a film director off a plane. He tells 1.6 million people. Four people of the airline
sit in the war room; others watch. Times are seconds after StartEx.
"""

from app.ids import CONDUCTOR, DraftId, FactId, InjectId, PostId
from app.rehearsal import commands as c
from app.rehearsal.events import Event, PostPublished
from app.review.build import review_of
from app.review.telling import tell
from tests.airline import BRAND, DIRECTOR, FAN, FLYER, PRESS
from tests.build import Drill, a_drill, brand, bystander, critic, facilitator, minutes, observer

COMMS, LEGAL, DECISION, GROUND = (
    brand("communicator"),
    brand("legal"),
    brand("decision_maker"),
    brand("subject_expert"),
)
DRAFT = DraftId("d1")
DEFENSIVE = "Under regulation 14 the captain may refuse a customer of size."
OWNED = "The seat was sold twice. That is our mistake, not yours. We are calling you now."


def test_from_startex_to_the_review() -> None:
    drill = given_a_team_that_has_signed_the_plan()
    when_the_storm_begins(drill)
    then_a_holding_statement_goes_out_at_once_and_nothing_else(drill)
    while_the_war_room_finds_out_what_is_true(drill)
    then_legal_turns_the_first_draft_down_and_says_why(drill)
    then_an_owned_answer_goes_through_both_approvals(drill)
    while_the_drill_is_held_nobody_posts(drill)
    then_the_facilitator_whispers_and_adds_to_the_storm(drill)
    then_those_who_watch_move_their_dials(drill)
    when_it_ends_nothing_can_be_added_but_what_was_seen(drill)
    then_the_review_tells_it_all(drill)


def given_a_team_that_has_signed_the_plan() -> Drill:
    drill = a_drill()
    for seat, name in (
        (COMMS, "Mara"),
        (LEGAL, "Ilan"),
        (DECISION, "Bo"),
        (GROUND, "Tess"),
        (critic(), "Kim"),
    ):
        drill.sit(seat, name)
    for seat in (COMMS, LEGAL, GROUND):
        drill.ask(seat, c.SignPlan())
        drill.ask(seat, c.SetReady(ready=True))
    assert drill.refused(critic(), c.SignPlan()).code == "forbidden"
    return drill


def when_the_storm_begins(drill: Drill) -> None:
    drill.ask(facilitator(), c.StartClock())
    drill.ask(CONDUCTOR, c.DeliverInject(inject=InjectId("i1")), at=10)
    angry = c.PublishPost(author=DIRECTOR, text="They walked me off the plane for my size.")
    assert public(drill.ask(critic(), angry, at=20)).origin is not None
    for number, t in enumerate(range(30, 120, 30), start=1):
        crowd_adds(drill, number, t, trust=70 - 4 * number)


def then_a_holding_statement_goes_out_at_once_and_nothing_else(drill: Drill) -> None:
    too_much = c.PublishPost(author=BRAND, text="He was rude to the crew.")
    assert drill.refused(COMMS, too_much, at=100).code == "needs_approval"
    holding = c.PublishPost(
        author=BRAND, text="We have seen this and are looking into it. More by 19:10.", reply_to=PostId("p1")
    )
    assert public(drill.ask(COMMS, holding, at=130)).reply_to == "p1"


def while_the_war_room_finds_out_what_is_true(drill: Drill) -> None:
    drill.ask(COMMS, c.SayInChat(text="Who was at the gate?"), at=140)
    drill.ask(CONDUCTOR, c.DeliverInject(inject=InjectId("i2")), at=150)
    drill.ask(GROUND, c.ClaimFact(text="The seat was sold twice."), at=160)
    drill.ask(GROUND, c.ConfirmFact(fact=FactId("f1"), source="Gate log"), at=200)
    drill.ask(GROUND, c.ClaimFact(text="The crew laughed."), at=205)
    drill.ask(GROUND, c.RefuteFact(fact=FactId("f2"), source="Two witnesses"), at=215)


def then_legal_turns_the_first_draft_down_and_says_why(drill: Drill) -> None:
    drill.ask(COMMS, c.OpenDraft(text=DEFENSIVE, reply_to=PostId("p2"), posture="defends"), at=220)
    assert drill.refused(COMMS, c.PublishDraft(draft=DRAFT)).code == "needs_approval"
    drill.ask(COMMS, c.SubmitDraft(draft=DRAFT), at=230)
    assert drill.refused(DECISION, c.ApproveDraft(draft=DRAFT)).code == "forbidden"
    drill.ask(LEGAL, c.RejectDraft(draft=DRAFT, reason="Quotes the rule at a person"), at=250)
    drill.ask(bystander(), c.SetTrust(value=40, reason="Still no answer"), at=260)


def then_an_owned_answer_goes_through_both_approvals(drill: Drill) -> None:
    drill.ask(COMMS, c.ReviseDraft(draft=DRAFT, text=OWNED, cites=(FactId("f1"),)), at=280)
    drill.ask(COMMS, c.SubmitDraft(draft=DRAFT), at=285)
    drill.ask(CONDUCTOR, c.DeliverInject(inject=InjectId("i3")), at=300)
    drill.ask(LEGAL, c.ApproveDraft(draft=DRAFT), at=330)
    drill.ask(DECISION, c.ApproveDraft(draft=DRAFT), at=350)
    answer = public(drill.ask(COMMS, c.PublishDraft(draft=DRAFT), at=355))
    assert (answer.text, answer.reply_to, answer.cites) == (OWNED, "p2", ("f1",))


def while_the_drill_is_held_nobody_posts(drill: Drill) -> None:
    drill.ask(facilitator(), c.PauseClock(why="Phone call"), at=400)
    assert drill.refused(critic(), c.PublishPost(author=DIRECTOR, text="Hello?"), at=450).code == "paused"
    assert drill.refused(CONDUCTOR, c.DeliverInject(inject=InjectId("i4")), at=450).code == "paused"
    drill.ask(facilitator(), c.ResumeClock(), at=490)
    assert drill.t == 400.0


def then_the_facilitator_whispers_and_adds_to_the_storm(drill: Drill) -> None:
    drill.ask(facilitator(), c.SendWhisper(to=critic(), text="Say whether they called"), at=500)
    drill.ask(critic(), c.PublishPost(author=DIRECTOR, text="They called. A person, at last."), at=540)
    drill.ask(
        facilitator(), c.PublishPost(author=PRESS, text="Airline calls director it walked off."), at=560
    )
    drill.ask(CONDUCTOR, c.DeliverInject(inject=InjectId("i4")), at=690)
    drill.ask(COMMS, c.RaiseFlag(sort="chance", text="A calm witness", post=PostId("p8")), at=720)
    thanks = c.PublishPost(
        author=BRAND,
        text="Row 22, we want to hear it from you. Please check your messages.",
        reply_to=PostId("p8"),
        posture="initiates",
    )
    drill.ask(COMMS, thanks, at=760)


def then_those_who_watch_move_their_dials(drill: Drill) -> None:
    drill.ask(bystander(), c.SetTrust(value=75, reason="They called, and said why"), at=800)
    drill.ask(bystander(2), c.LikePost(post=PostId("p5"), by=FAN), at=810)
    drill.ask(bystander(), c.PublishPost(author=FLYER, text="Fair enough.", reply_to=PostId("p5")), at=820)
    crowd_adds(drill, 4, 840, trust=72)


def when_it_ends_nothing_can_be_added_but_what_was_seen(drill: Drill) -> None:
    drill.ask(facilitator(), c.EndClock(), at=minutes(15) + 90)
    assert drill.refused(critic(), c.PublishPost(author=DIRECTOR, text="One more thing.")).code == "ended"
    noticed = c.WriteNote(text="Legal read it within the minute", noticed=330.0, item="1.1")
    drill.ask(observer(), noticed, at=minutes(20))


def then_the_review_tells_it_all(drill: Drill) -> None:
    review = review_of(drill.log)
    told = tell(review)
    for line in (
        "EXERCISE ONLY. Row 22 (Internal)",
        "15:00 of exercise time on Microblog, as if from 2026-11-21T18:52.",
        "Trust, start to end: 70 → 72 (lowest 58 at T+01:30)",
        "First reply: 02:00 (plan 05:00, held)",
        "Answered in time: 2 of 2 (half within 02:40)",
        "Approvals respected: 1 of 1 (nothing went out without)",
        "Facts right: 100 % (2 of 2 settled rightly)",
        "Posture of 3 posts: 1 initiate · 2 answer (1 initiate, 2 answer, 0 defend)",
        "Chances taken: 1 of 1 (1 of 1 noticed)",
        "Verdict of bystanders: 1 of 1 (1 trust more than at first)",
        "Held: once (01:30 on the wall clock)",
        "T+00:20  @jo_marlow posts p2: They walked me off the plane for my size.",
        "T+03:50  Draft d1 handed in by Communicator",
        "T+04:10  Draft d1 rejected by Legal (Quotes the rule at a person)",
        f"T+05:55  @northair (answers) posts p5 to p2: {OWNED}",
        "T+06:40  Held for 01:30 (Phone call)",
        "T+06:50  Whisper to Passenger: Say whether they called",
        "i1 First picture, out at T+00:10: in time after 02:00 by p3 (allowed 05:00)",
        "i5 An employee talks: not delivered",
        "refuted at T+03:35: The crew laughed. (Two witnesses)",
        "T+10:30  chance flagged by Communicator (A calm witness)",
        "T+05:30  note by Observer (Legal read it within the minute)",
    ):
        assert line in told, told
    assert tell(review_of(drill.log)) == told


def crowd_adds(drill: Drill, beat: int, at: float, trust: float) -> None:
    counts = tuple((post, 10, 2, 3, 4_000) for post in drill.rehearsal.feed.posts)
    drill.ask(CONDUCTOR, c.ActAsCrowd(beat=beat, counts=counts, trust=trust, heat=40.0), at=at)


def public(events: tuple[Event, ...]) -> PostPublished:
    """The post an ask has made."""
    (post,) = [event for event in events if isinstance(event, PostPublished)]
    return post
