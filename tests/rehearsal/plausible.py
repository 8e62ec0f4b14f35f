"""For each kind of command one that has every reason to be accepted, and the drill that makes it so."""

from dataclasses import replace

from app.feed.gist import Gist
from app.feed.intent import Intent
from app.ids import (
    CONDUCTOR,
    DESK,
    ActionId,
    AmendmentId,
    DraftId,
    FactId,
    FindingId,
    FlagId,
    Handle,
    InjectId,
    LinkId,
    ParticipantId,
    PostId,
    SeatId,
    Seq,
    TaskId,
    WhisperId,
)
from app.rehearsal import commands as c
from app.rehearsal.clock import LONGEST_DRILL
from app.rehearsal.events import ActionAdded, ClockJumped, LinkMade, WashAsked, WashOpened
from app.rehearsal.rating import Evidence
from app.rehearsal.seats import entitled
from app.rehearsal.shared import DAY_MS
from app.rehearsal.state import Rehearsal
from app.scenario.condition import Condition
from app.scenario.plan import Rung
from app.scenario.plan_patch import PlanPatch
from app.scenario.scenario import Goal
from tests.airline import AIRLINE, BRAND, DIRECTOR, FLYER, PRESS
from tests.build import Drill, a_drill, brand, bystander, critic, facilitator, observer, started

HOLDING = "We have seen this and are looking into it. More by 19:30."
EXPERT = Rung(does="review", title="Ground reads", position="subject_expert", within=120)
DUE = tuple(
    replace(AIRLINE.msel[4], id=InjectId(name), at=0.0, hold=hold, contingency=False, impact="normal")
    for name, hold in (("i7", True), ("i8", False))
)
SEEN = Goal(title="They have seen it", points=5, when=Condition(said=("seen this",)))
SEATS = tuple(
    replace(seat, card=replace(seat.card, goals=(*seat.card.goals, SEEN))) if seat.card.goals else seat
    for seat in AIRLINE.seats
)
PLAN = replace(AIRLINE.plan, ladder=(*AIRLINE.plan.ladder[:2], EXPERT, *AIRLINE.plan.ladder[2:]))

ASKERS: dict[str, SeatId] = {
    "comms": brand("communicator"),
    "decision": brand("decision_maker"),
    "legal": brand("legal"),
    "expert": brand("subject_expert"),
    "critic": critic(),
    "bystander": bystander(),
    "observer": observer(),
    "facil.": facilitator(),
    "host": critic(2),
    "conductor": CONDUCTOR,
    "desk": DESK,
}
"""The columns of the table; the host is a critic of a solo drill."""

WAITS_FOR = {brand("subject_expert"): "d1", brand("legal"): "d2", brand("decision_maker"): "d3"}
"""The draft whose turn it is at each judge's."""
SEEN_IT = Evidence(sort="post", id="p1")
BELOW, STORY = PostId("p5"), PostId("p6")
"""A reply to the brand's post; a story whose time is over."""
POSTS = {brand(): "p1", critic(): "p2", bystander(): "p3"}
WAITING = ParticipantId("waiting")
ACCOUNTS = {critic(): DIRECTOR, bystander(): FLYER, facilitator(): PRESS, critic(2): Handle("seats4all")}


def a_full_drill() -> Drill:
    """Everybody is seated; every account has a post, drafts stand at every step.

    d6 is due to go out; i3 is held; i7 (waiting for a yes) and i8 are due; somebody waits at the door.
    """
    scenario = replace(AIRLINE, plan=PLAN, msel=(*AIRLINE.msel, *DUE), seats=SEATS, minutes=20)
    drill = a_drill(scenario=replace(scenario, platforms=("microblog", "photo")))
    for seat in ASKERS.values():
        if seat in drill.rehearsal.seats and seat not in (facilitator(), observer()):
            drill.sit(seat, host=seat == critic(2))
    for seat in (*POSTS, *WAITS_FOR, critic(2)):
        drill.ask(facilitator(), c.CoverSeat(seat=seat, covered=True))
    for seat in (*POSTS, *WAITS_FOR, critic(2), observer()):
        drill.ask(facilitator(), c.SendWhisper(to=seat, text="Listen"))
    drill.happened(started())
    drill.ask(brand(), c.PublishPost(author=BRAND, text=HOLDING))
    drill.ask(critic(), c.PublishPost(author=DIRECTOR, text="They walked me off."))
    drill.ask(bystander(), c.PublishPost(author=FLYER, text="I saw it."))
    drill.ask(critic(2), c.PublishPost(author=ACCOUNTS[critic(2)], text="Publish the table."))
    drill.ask(critic(), c.PublishPost(author=DIRECTOR, text="Well?", reply_to=PostId("p1")))
    drill.ask(bystander(), c.PublishPost(author=FLYER, text="Live.", platform="photo", story=True))
    drill.ask(bystander(2), c.ReportPost(post=PostId("p1"), why="false"))
    drill.happened(ClockJumped(to=700.0))
    for number in range(1, 6):
        drill.ask(brand(), c.OpenDraft(text=f"Version {number}"))
    for draft, judges in (("d1", 0), ("d2", 1), ("d3", 2), ("d4", 3)):
        drill.ask(brand(), c.SubmitDraft(draft=DraftId(draft)))
        for judge in list(WAITS_FOR)[:judges]:
            drill.ask(judge, c.ApproveDraft(draft=DraftId(draft)))
    drill.ask(brand(), c.OpenDraft(text="To go out by itself"))
    drill.ask(brand(), c.ScheduleDraft(draft=DraftId("d6"), at=drill.t, anyway="On air"))
    drill.ask(brand(), c.ClaimFact(text="The seat was sold twice."))
    for seat in ASKERS.values():
        if entitled("flag.raise", seat, drill.rehearsal.seats.get(seat), drill.rehearsal.plan):
            drill.ask(seat, c.RaiseFlag(sort="mistake"))
    drill.ask(facilitator(), c.HoldCue(inject=InjectId("i3")))
    drill.ask(facilitator(), c.ProposeClock(act="end"))
    drill.ask(brand(), c.SetTask(text="Call the lab."))
    drill.ask(facilitator(), c.WatchDoor(on=True))
    drill.ask(DESK, c.Knock(role="observer", participant=WAITING, name="Ole"))
    drill.happened(LinkMade(link=LinkId("l1"), seat=facilitator(), expires=drill.log[-1].at + DAY_MS))
    drill.happened(
        WashOpened(questions=("Well?", "Badly?", "Next?")),
        WashAsked(on="question", question=1),
        ActionAdded(action=ActionId("a1"), what="Call them."),
    )
    return drill


def plausible(kind: str, by: SeatId, rehearsal: Rehearsal) -> c.Command:
    """A command of that kind that `by` would be granted, if `by` may ask for it at all."""
    seat = rehearsal.seats.get(by)
    account = BRAND if seat and seat.role == "brand" else ACCOUNTS.get(by, DIRECTOR)
    own = PostId("p1" if account == BRAND else POSTS.get(by, "p4"))
    other = PostId("p2" if own != "p2" else "p3")
    judged = DraftId(WAITS_FOR.get(by, "d2"))
    draft, i6 = DraftId("d5"), InjectId("i6")
    newcomer = ParticipantId("newcomer")
    later = HOLDING.replace("19:30", "20:00")
    commands: tuple[c.Command, ...] = (
        c.TakeSeat(role="facilitator", participant=newcomer, name="Nia"),
        c.LeaveSeat(),
        c.RemoveFromSeat(seat=critic()),
        c.StaffSeat(seat=critic(), standin=False),
        c.MoveSeat(seat=critic(), to=critic(2)),
        c.ReserveSeat(seat=bystander(2), name="Nia"),
        c.CoverSeat(seat=critic(), covered=False),
        c.ComeBack(),
        c.LockDoor(locked=True),
        c.WatchDoor(on=False),
        c.Knock(role="observer", participant=newcomer, name="Nia"),
        c.AnswerKnock(participant=WAITING, admit=False),
        c.SetReady(ready=True),
        c.SayAway(away=True),
        c.SignPlan(),
        c.EditPlan(saw=rehearsal.plan.version, patch=PlanPatch(red_lines=("not our fault",))),
        c.SettleAmendment(
            amendment=AmendmentId("promise:first_reply.all"),
            verdict="accepted",
            patch=PlanPatch(first_reply=240.0),
        ),
        c.CheckBriefing(right=2, asked=3),
        c.GiveConfidence(value=60),
        c.TakeBaton(),
        c.ReportSkipped(entry=Seq(2)),
        c.PassBaton(to=facilitator()),
        c.StartClock(),
        c.PauseClock(),
        c.ResumeClock(),
        c.SetSpeed(speed=2),
        c.JumpClock(to=1_000.0),
        c.RebaseClock(to=0.0),
        c.EndClock(),
        c.RaiseEmergency(why="Fire alarm"),
        c.ProposeClock(act="speed", value=2.0),
        c.DeclineProposal(),
        c.StandByCue(inject=i6),
        c.HoldCue(inject=InjectId("i7") if by == CONDUCTOR else i6),
        c.ReleaseCue(inject=InjectId("i3")),
        c.SkipCue(inject=i6),
        c.EditCue(inject=i6, text="Softer."),
        c.PlanCue(inject=i6, at=None),
        c.MoveCue(inject=i6),
        c.AddCue(by=PRESS, text="North Air?"),
        c.CopyCue(inject=i6),
        c.DeliverInject(inject=InjectId("i8") if by == CONDUCTOR else i6),
        c.PublishPost(author=account, text=HOLDING),
        c.CapturePost(post=other),
        c.EditPost(post=own, text=later),
        c.DeletePost(post=own),
        c.RetractPost(post=other),
        c.JudgePost(post=PostId("p1"), intent=Intent(strategies=("apology",))),
        c.ReadPost(post=PostId("p1"), text=HOLDING, gist=Gist(holding=True)),
        c.LikePost(post=other, by=account),
        c.RepostPost(post=other, by=account),
        c.ReactToPost(post=other, by=account, reaction="like"),
        c.HidePost(post=BELOW),
        c.PinPost(post=PostId("p1")),
        c.LimitPost(post=PostId("p1"), replies="nobody"),
        c.BlockAccount(handle=DIRECTOR),
        c.ReportPost(post=other, why="abuse"),
        c.ModeratePost(post=PostId("p1"), seat=bystander(2), text=HOLDING),
        c.ExpirePost(post=STORY),
        c.SendMessage(sender=account, to=Handle("wing_watcher"), text="Hello?"),
        c.SayInChat(text="Ready?"),
        c.SayInCrew(text="At nine."),
        c.OpenDraft(text="Another version"),
        c.ReviseDraft(draft=draft, text="Another version"),
        c.SubmitDraft(draft=draft),
        c.ApproveDraft(draft=judged),
        c.RejectDraft(draft=judged, reason="Not like this"),
        c.ClassifyDraft(draft=draft, content="apology"),
        c.DeclareSeverity(level=2),
        c.PublishDraft(draft=DraftId("d6" if by == CONDUCTOR else "d4")),
        c.ScheduleDraft(draft=DraftId("d4"), at=LONGEST_DRILL),
        c.RecallDraft(draft=DraftId("d6")),
        c.DropDraft(draft=draft),
        c.TakeDecision(what="We answer him by name."),
        c.SetTask(text="Call the gate."),
        c.TakeTask(task=TaskId("t1")),
        c.TickTask(task=TaskId("t1")),
        c.AssignPost(post=PostId("p2"), to=by),
        c.ClaimFact(text="The crew laughed."),
        c.ConfirmFact(fact=FactId("f1"), source="Gate log"),
        c.RefuteFact(fact=FactId("f1"), source="Gate log"),
        c.WriteNote(text="They saw it"),
        c.GiveRating(item="1.1", mark="P", evidence=(SEEN_IT,), remark="They did."),
        c.UnsealNames(),
        c.SealNames(),
        c.MakeLink(days=7),
        c.RevokeLink(link=LinkId("l1")),
        c.RaiseFlag(sort="chance"),
        c.NoteFlag(flag=FlagId(f"g1.{by}"), text="A witness"),
        c.SendWhisper(to=critic(), text="Wait"),
        c.HearWhisper(whisper=WhisperId(f"w1.{by}")),
        c.SetTrust(value=40),
        c.GiveMood(value=3),
        c.GiveVerdict(value=3, words="Late."),
        c.JudgeGoal(seat=critic(), goal=1 if by == CONDUCTOR else 0),
        c.ShockCrowd(on="anger", by=0.5),
        c.DialCrowd(dial="volume", value=2.0),
        c.ActAsCrowd(beat=1, counts=(), trust=50.0, heat=50.0),
        c.SettleFinding(finding=FindingId("unapproved:p1"), standing="agreed"),
        c.CostFinding(finding=FindingId("unapproved:p1"), cost="Two points of trust."),
        c.AddFinding(sort="mistake", title="Nobody called", t=0.0),
        c.AddAction(what="Call them.", owner="Legal", due="2026-12-05"),
        c.EditAction(action=ActionId("a1"), owner="Legal"),
        c.DropAction(action=ActionId("a1")),
        c.FinishAction(action=ActionId("a1")),
        c.OpenWash(questions=("Well?", "Badly?", "Now?")),
        c.AskWash(on="question", question=2),
        c.CloseWash(question=1),
        c.AnswerWash(question=1, mark="3c7a", text="The first reply."),
    )
    return next(command for command in commands if command.kind == kind)
