"""One drill in which every kind of event happens, through the door everybody uses."""

from collections.abc import Callable
from dataclasses import replace

from app.feed.gist import Cue, Gist
from app.feed.intent import Intent
from app.feed.picture import TextCard
from app.ids import (
    CONDUCTOR,
    DESK,
    ActionId,
    AmendmentId,
    CaptureId,
    ChanceId,
    DraftId,
    FactId,
    FindingId,
    FlagId,
    Handle,
    InjectId,
    LinkId,
    ParticipantId,
    PostId,
    RehearsalId,
    SeatId,
    Seq,
    TaskId,
    WhisperId,
)
from app.rehearsal import commands as c
from app.rehearsal.events import Byline, EntrySkipped, RehearsalForked
from app.rehearsal.rating import Evidence, Mark
from app.scenario.plan import Component, HoldingStatement
from app.scenario.plan_patch import PlanPart, PlanPatch, RungTime
from app.scenario.routes import Approval, Route
from app.scenario.scenario import Scenario
from tests.airline import AIRLINE, BRAND, CAMPAIGN, DIRECTOR, FLYER
from tests.build import Drill, a_drill, brand, bystander, critic, facilitator, observer

D1, D2, D3 = (DraftId(f"d{number}") for number in (1, 2, 3))
F1, F2 = FactId("f1"), FactId("f2")
I1, I2, I5, I6 = (InjectId(f"i{number}") for number in (1, 2, 5, 6))
P1, P2 = PostId("p1"), PostId("p2")
STORY, REPLY, HIDDEN = PostId("p7"), PostId("p8"), PostId("p9")
A1 = ActionId("a1")
O1 = ChanceId("o1")
MEANT = Intent(strategies=("empathy",), target="feed")
OWNED = Intent(strategies=("apology", "compensate"), tone="personal")
HOLDING = "We have seen this and are looking into it. More by 19:30."
PAID = Approval(position="decision_maker", within=180.0)
ROUTES = (
    Route(id="paid", title="Money", content="compensation", approvals=(PAID,)),
    Route(
        id="paid-3",
        title="Money in a crisis",
        content="compensation",
        severity=3,
        approvals=(Approval(position="legal", within=240.0), PAID),
    ),
)
Secret = Callable[[str], str]


def plain(place: str) -> str:
    """A few words for a text that not everybody may read."""
    return f"among {place}"


def everything(secret: Secret = plain, scenario: Scenario = AIRLINE) -> Drill:
    """The drill; `secret` gives some words to each place whose texts not everybody may read."""
    plan = replace(scenario.plan, routes=ROUTES)
    places = replace(scenario, minutes=25, platforms=("microblog", "photo", "professional"))
    drill = a_drill(scenario=replace(places, plan=plan))
    _lobby(drill, secret)
    _storm(drill, secret)
    _house_rules(drill, secret)
    _war_room(drill, secret)
    _beside(drill, secret)
    _crew(drill, secret)
    _clock(drill)
    _after(drill, secret)
    return drill


def _lobby(drill: Drill, secret: Secret) -> None:
    drill.ask(DESK, c.TakeSeat(role="critic", participant=ParticipantId("ada"), name="Ada"))
    drill.ask(DESK, c.TakeSeat(role="brand", participant=ParticipantId("bo"), name="Bo", seat=brand()))
    drill.ask(facilitator(), c.StaffSeat(seat=critic(2), standin=False))
    drill.ask(facilitator(), c.StaffSeat(seat=critic(2), standin=True))
    drill.ask(facilitator(), c.ReserveSeat(seat=critic(2), name="Nia"))
    drill.ask(facilitator(), c.ReserveSeat(seat=critic(2), name=None))
    for turn in (c.LockDoor(locked=True), c.LockDoor(locked=False), c.WatchDoor(on=True)):
        drill.ask(facilitator(), turn)
    drill.ask(DESK, c.Knock(role="bystander", participant=ParticipantId("eli"), name="Eli"))
    drill.ask(facilitator(), c.CoverSeat(seat=critic(), covered=True))
    drill.ask(critic(), c.ComeBack())
    drill.ask(brand(), c.SetReady(ready=True))
    drill.ask(brand(), c.SignPlan())
    drill.happened(EntrySkipped(entry=Seq(2)))
    drill.happened(RehearsalForked(of=RehearsalId("r0"), t=0.0, began=0))
    voice = Component(
        id="tone", title=f"Tone, {secret('room')}", owner="legal", kind="voice", text=secret("room")
    )
    bet = HoldingStatement(id="h3", text=f"We are on it, {secret('room')}")
    patch = PlanPatch(
        components=(voice,), holding=(bet,), removed=(PlanPart(sort="component", id="contact"),)
    )
    drill.ask(brand("legal"), c.EditPlan(saw=4, patch=patch))
    drill.ask(brand(), c.SayAway(away=True))
    drill.ask(brand(), c.SayAway(away=False))
    drill.ask(brand(), c.CheckBriefing(right=2, asked=3))
    drill.ask(brand(), c.GiveConfidence(value=60))
    for command in (
        c.HoldCue(inject=I5),
        c.StandByCue(inject=I5),
        c.SkipCue(inject=I5),
        c.ReleaseCue(inject=I5),
        c.EditCue(inject=I6, text=f"Tomorrow's front page, {secret('cues')}"),
        c.PlanCue(inject=I6, at=1_400.0),
        c.MoveCue(inject=I6, before=I5),
        c.AddCue(by=Handle("harbour_post"), text=f"Comment, please, {secret('cues')}"),
    ):
        drill.ask(facilitator(), command)


def _storm(drill: Drill, secret: Secret) -> None:
    drill.ask(facilitator(), c.StartClock(), at=60)
    drill.ask(CONDUCTOR, c.DeliverInject(inject=I1), at=70)
    drill.ask(critic(), c.PublishPost(author=DIRECTOR, text="They walked me off.", quote=P1), at=80)
    drill.ask(critic(), c.EditPost(post=P2, text="They walked me off the plane."), at=85)
    shown = c.CrowdPost(
        author=Handle("sky_fan_9"),
        byline=Byline(name="Sky", followers=31),
        text="Not again.",
        reply_to=P1,
        stance=-0.4,
    )
    moved = ((P1, 40, 6, 5, 9_000), (P2, 90, 30, 12, 60_000))
    drill.ask(CONDUCTOR, c.ActAsCrowd(beat=1, counts=moved, trust=66.0, heat=20.0, posts=(shown,)), at=90)
    drill.ask(brand(), c.PublishPost(author=BRAND, text=HOLDING, reply_to=P2, intent=MEANT), at=100)
    _crowd(drill, secret)
    for post in (P1, P2):
        drill.ask(bystander(), c.LikePost(post=post, by=FLYER), at=105)
        drill.ask(bystander(), c.RepostPost(post=post, by=FLYER))
    drill.ask(bystander(), c.LikePost(post=P1, by=FLYER, on=False), at=110)
    drill.ask(bystander(), c.RepostPost(post=P1, by=FLYER, on=False))
    drill.ask(bystander(), c.PublishPost(author=FLYER, text="I was there. Wait, no."), at=115)
    drill.ask(bystander(), c.DeletePost(post=PostId("p5")), at=120)
    drill.ask(facilitator(), c.PublishPost(author=Handle("harbour_post"), text="Wrong window."), at=121)
    drill.ask(facilitator(), c.RetractPost(post=PostId("p6")), at=122)
    drill.ask(CONDUCTOR, c.DeliverInject(inject=I2), at=180)
    drill.ask(critic(), c.SendMessage(sender=DIRECTOR, to=FLYER, text=f"You saw it? {secret('two')}"), at=190)
    drill.ask(critic(), c.SendMessage(sender=DIRECTOR, to=BRAND, text=f"Call me. {secret('brand mail')}"))


def _house_rules(drill: Drill, secret: Secret) -> None:
    story = c.PublishPost(author=FLYER, text="The queue, live.", platform="photo", story=True)
    drill.ask(bystander(), story, at=191)
    below = c.PublishPost(author=DIRECTOR, text="Answer me.", reply_to=PostId("p4"))
    drill.ask(critic(), below, at=192)
    drill.ask(critic(), replace(below, text="Answer me now."), at=193)
    own = PostId("p4")
    for post in (REPLY, HIDDEN):
        drill.ask(brand(), c.HidePost(post=post))
    drill.ask(brand(), c.HidePost(post=REPLY, on=False))
    drill.ask(critic(), c.EditPost(post=HIDDEN, text=f"Answer me now, all of it, {secret('hidden')}"))
    drill.ask(brand(), c.PinPost(post=own))
    drill.ask(brand(), c.LimitPost(post=own, replies="followers"))
    drill.ask(brand(), c.BlockAccount(handle=DIRECTOR))
    drill.ask(brand(), c.BlockAccount(handle=DIRECTOR, on=False))
    drill.ask(brand(), c.ReportPost(post=HIDDEN, why="abuse"), at=194)
    drill.ask(bystander(), c.ReportPost(post=REPLY, why="abuse"))
    work = c.PublishPost(author=FLYER, text="What I saw at the gate.", platform="professional")
    drill.ask(bystander(), work, at=195)
    drill.ask(critic(), c.ReactToPost(post=PostId("p10"), by=DIRECTOR, reaction="insightful"), at=196)


def _crowd(drill: Drill, secret: Secret) -> None:
    opened = c.OpenedChance(
        chance=O1, opening="ally", lasts=120.0, why=f"A captain speaks up, {secret('openings')}", post=P2
    )
    beat = c.ActAsCrowd(beat=2, counts=(), trust=65.0, heat=24.0, tick=20, mentions=(4, 2, 1), mark="5e1f")
    closed = c.ClosedChance(chance=O1, taken=True, post=PostId("p4"))
    drill.ask(CONDUCTOR, replace(beat, opened=(opened,)), at=101)
    drill.ask(CONDUCTOR, replace(beat, beat=3, tick=24, mark=None, closed=(closed,)), at=102)
    drill.ask(facilitator(), c.ShockCrowd(on="anger", by=0.5, why=f"A second clip, {secret('pushes')}"))
    drill.ask(facilitator(), c.DialCrowd(dial="volume", value=2.5))
    drill.ask(facilitator(), c.JudgePost(post=PostId("p4"), intent=Intent(strategies=("deflect",))))
    cue = Cue(family="empathy", words=f"have seen this, {secret('gists')}", start=3)
    gist = Gist(weights=(0.0, 0.75, 0.25, *(0.0,) * 6), holding=True, found=(cue,))
    drill.ask(CONDUCTOR, c.ReadPost(post=PostId("p4"), text=HOLDING, gist=gist))


def _war_room(drill: Drill, secret: Secret) -> None:
    ops, legal, decision = brand("subject_expert"), brand("legal"), brand("decision_maker")
    drill.ask(brand(), c.SayInChat(text=f"Who was on shift? {secret('room')}"), at=200)
    drill.ask(
        ops, c.ClaimFact(text=f"The seat was sold twice, {secret('room')}", source=f"Rumour {secret('room')}")
    )
    drill.ask(ops, c.ConfirmFact(fact=F1, source=f"Gate log, {secret('room')}"), at=220)
    drill.ask(
        brand(), c.TakeDecision(what=f"By name, {secret('room')}", why=f"He asks who, {secret('room')}")
    )
    drill.ask(brand(), c.SetTask(text=f"Call the gate, {secret('room')}"))
    drill.ask(ops, c.TakeTask(task=TaskId("t1")))
    drill.ask(ops, c.TickTask(task=TaskId("t1")))
    drill.ask(brand(), c.AssignPost(post=P1, to=ops))
    drill.ask(ops, c.ClaimFact(text=f"The crew laughed, {secret('room')}"))
    drill.ask(ops, c.RefuteFact(fact=F2, source=f"Two witnesses, {secret('room')}"), at=230)
    drill.ask(
        brand(), c.OpenDraft(text=f"It was your fault, {secret('room')}", reply_to=P2, intent=MEANT), at=240
    )
    drill.ask(brand(), c.SubmitDraft(draft=D1))
    drill.ask(legal, c.RejectDraft(draft=D1, reason=f"Not true, {secret('room')}"), at=260)
    owned = "We sold your seat twice. We are sorry, and we are calling you now."
    drill.ask(brand(), c.ReviseDraft(draft=D1, text=owned, cites=(F1,), intent=OWNED), at=270)
    drill.ask(brand(), c.SubmitDraft(draft=D1))
    drill.ask(legal, c.ApproveDraft(draft=D1), at=290)
    drill.ask(decision, c.ApproveDraft(draft=D1), at=300)
    drill.ask(brand(), c.PublishDraft(draft=D1), at=301)
    card = TextCard(title="Now", lines=(secret("room"),), alt=f"A card, {secret('room')}")
    drill.ask(brand(), c.OpenDraft(text=f"And another thing, {secret('room')}", picture=card), at=302)
    drill.ask(brand(), c.DropDraft(draft=D2))
    drill.ask(brand(), c.OpenDraft(text="We call everybody who was on board.", posture="initiates"), at=303)
    drill.ask(brand(), c.SubmitDraft(draft=D3))
    drill.ask(legal, c.ClassifyDraft(draft=D3, content="compensation", why=f"We pay, {secret('room')}"))
    drill.ask(decision, c.DeclareSeverity(level=3, why=f"It is on the news, {secret('room')}"))
    drill.ask(brand(), c.PublishDraft(draft=D3, anyway=f"No time, {secret('room')}", recallable=True))
    drill.ask(legal, c.RecallDraft(draft=D3), at=304)
    drill.ask(brand(), c.ScheduleDraft(draft=D3, at=drill.t, anyway=f"No time, {secret('room')}"))
    drill.ask(CONDUCTOR, c.PublishDraft(draft=D3))


def _beside(drill: Drill, secret: Secret) -> None:
    drill.ask(
        observer(),
        c.WriteNote(text=f"They saw it late, {secret('observers note')}", tag="mistake", post=P1),
        at=310,
    )
    _rate(drill, secret)
    drill.ask(facilitator(), c.WriteNote(text=f"Mine, {secret('facilitators note')}"))
    drill.ask(observer(), c.RaiseFlag(sort="mistake", text=f"Too soon, {secret('observers flag')}", post=P1))
    drill.ask(brand(), c.RaiseFlag(sort="chance", text=f"A witness, {secret('room')}", post=P2))
    drill.ask(
        observer(), c.NoteFlag(flag=FlagId("g1.observer-1"), text=f"Far too soon, {secret('observers flag')}")
    )
    drill.ask(
        brand(), c.NoteFlag(flag=FlagId("g1.brand-comms"), text=f"She sat beside him, {secret('room')}")
    )
    drill.ask(facilitator(), c.SendWhisper(to=critic(), text=f"Ask for a call, {secret('critics ear')}"))
    drill.ask(critic(), c.HearWhisper(whisper=WhisperId("w1.critic-1")))
    drill.ask(facilitator(), c.SendWhisper(to=brand("legal"), text=f"Take your time, {secret('legals ear')}"))
    drill.ask(DESK, c.TakeSeat(role="facilitator", participant=ParticipantId("cy"), name="Cy"))
    drill.ask(facilitator(), c.ProposeClock(act="speed", value=2.0))
    drill.ask(SeatId("facilitator-2"), c.DeclineProposal())
    drill.ask(facilitator(), c.DeliverInject(inject=I5))
    drill.ask(SeatId("facilitator-2"), c.LeaveSeat())
    drill.ask(bystander(), c.SetTrust(value=35, reason=f"They answered, {secret('dial')}"), at=320)


def _rate(drill: Drill, secret: Secret) -> None:
    """Two evaluators rate one item, one of them another one too."""
    drill.ask(facilitator(), c.AnswerKnock(participant=ParticipantId("eli"), admit=True))
    drill.ask(facilitator(), c.WatchDoor(on=False))
    drill.ask(DESK, c.TakeSeat(role="observer", participant=ParticipantId("di"), name="Di"))
    seen, noted = Evidence(sort="post", id=P1), Evidence(sort="note", id="n1.observer-1")
    given: tuple[tuple[SeatId, str, Mark, str, Evidence], ...] = (
        (observer(), "1.1", "S", "first rating", noted),
        (observer(2), "1.1", "U", "second rating", seen),
        (observer(), "1.2", "M", "lone rating", seen),
    )
    for seat, item, mark, remark, piece in given:
        words = f"Slow, {secret(remark)}"
        drill.ask(seat, c.GiveRating(item=item, mark=mark, evidence=(piece,), remark=words))


def _crew(drill: Drill, secret: Secret) -> None:
    drill.ask(critic(), c.SayInCrew(text=f"All of us at nine, {secret('crew')}"))
    drill.ask(critic(), c.CapturePost(post=PostId("p4")))
    drill.ask(critic(2), c.PublishPost(author=CAMPAIGN, text="Tell them all.", tactic="rally"))
    shown = c.PublishPost(author=DIRECTOR, text="They said this.", shows=CaptureId("k1.critic-1"))
    drill.ask(critic(), shown, at=325)
    drill.ask(bystander(), c.GiveMood(value=2))


def _clock(drill: Drill) -> None:
    drill.ask(facilitator(), c.SetSpeed(speed=4), at=330)
    drill.ask(CONDUCTOR, c.RebaseClock(to=0), at=340)
    drill.ask(facilitator(), c.JumpClock(to=900, passed="hold"), at=341)
    hidden, reply = (drill.rehearsal.feed.posts[post].text for post in (HIDDEN, REPLY))
    drill.ask(CONDUCTOR, c.ModeratePost(post=HIDDEN, seat=brand(), text=hidden))
    answer = c.ModeratePost(post=REPLY, seat=bystander(), text=reply, breaks="abuse")
    drill.ask(CONDUCTOR, answer)
    drill.ask(CONDUCTOR, c.ExpirePost(post=STORY))
    drill.ask(facilitator(), c.PauseClock(why="Phone call"), at=342)
    drill.ask(facilitator(), c.ResumeClock(), at=350)
    drill.ask(bystander(), c.RaiseEmergency(why="Fire alarm"), at=360)
    drill.ask(facilitator(), c.ResumeClock(), at=370)
    drill.ask(critic(), c.LeaveSeat(), at=380)
    drill.ask(facilitator(), c.EndClock(), at=400)


def _after(drill: Drill, secret: Secret) -> None:
    drill.ask(bystander(), c.GiveVerdict(value=4, words=f"Late, and human. {secret('verdict')}"), at=410)
    drill.ask(facilitator(), c.JudgeGoal(seat=critic(), goal=0))
    sooner = PlanPatch(first_reply=240.0, rungs=(RungTime(rung=2, within=120.0),))
    drill.ask(
        facilitator(),
        c.SettleAmendment(
            amendment=AmendmentId("promise:first_reply.all"),
            verdict="accepted",
            patch=sooner,
            note=f"We can, {secret('room')}",
        ),
    )
    _hot_wash(drill, secret)
    _given_out(drill)


def _given_out(drill: Drill) -> None:
    """Names are unsealed and sealed again; a link is made and taken back."""
    for command in (c.UnsealNames(), c.SealNames(), c.MakeLink(days=7), c.RevokeLink(link=LinkId("l1"))):
        drill.ask(facilitator(), command)


def _hot_wash(drill: Drill, secret: Secret) -> None:
    late = FindingId("unapproved:p12")
    drill.ask(facilitator(), c.SettleFinding(finding=late, standing="agreed", remark="No yes was there."))
    drill.ask(facilitator(), c.CostFinding(finding=late, cost="About 3 points of trust."))
    rests = (Evidence(sort="post", id=P2), Evidence(sort="inject", id=I1))
    drill.ask(
        bystander(), c.AddFinding(sort="opportunity", title="Row 15 spoke first", t=80.0, evidence=rests)
    )
    drill.ask(
        facilitator(),
        c.AddAction(what="A deputy says yes", owner="Legal", due="2026-12-05", findings=(late,)),
    )
    drill.ask(facilitator(), c.AddAction(what="Write it down"))
    drill.ask(facilitator(), c.EditAction(action=A1, what="A deputy says yes within 5 minutes"))
    drill.ask(facilitator(), c.FinishAction(action=A1))
    drill.ask(facilitator(), c.DropAction(action=ActionId("a2")))
    asked = c.OpenWash(questions=("What went well?", "What surprised you?", "What do we change?"))
    drill.ask(facilitator(), asked)
    drill.ask(facilitator(), c.AskWash(on="question", question=1))
    for mark, said in (("3c7a", "The first reply."), ("90fe", "Nobody spoke over the other.")):
        drill.ask(DESK, c.AnswerWash(question=1, mark=mark, text=f"{said} {secret('answers')}"))
    drill.ask(facilitator(), c.CloseWash(question=1))
    drill.ask(facilitator(), c.AskWash(on="question", question=2))
    drill.ask(DESK, c.AnswerWash(question=2, mark="51d0", text=f"The speed. {secret('open answers')}"))
