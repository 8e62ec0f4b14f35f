"""What a command makes happen, or why it does not. Reads state, never writes it."""

from app.ids import SeatId, WallMs
from app.rehearsal import (
    amending,
    baton,
    crowding,
    door,
    drafting,
    evaluating,
    hosting,
    improving,
    injecting,
    judging,
    minuting,
    modelling,
    moderating,
    noting,
    planning,
    posting,
    proposing,
    seating,
    settling,
    sharing,
    skipping,
    timing,
    ushering,
    washing,
)
from app.rehearsal import commands as c
from app.rehearsal.asking import Asking
from app.rehearsal.events import Event
from app.rehearsal.refusals import Refused
from app.rehearsal.seats import MAY, entitled
from app.rehearsal.state import Rehearsal


def decide(rehearsal: Rehearsal, by: SeatId, command: c.Command, at: WallMs) -> tuple[Event, ...]:
    """The events one accepted command makes, at least one.

    Args:
        rehearsal: as it stands.
        by: the seat that asks, or `conductor` or `desk`.
        command: what is asked.
        at: wall time in ms.

    Raises:
        Refused: who asks may not, or not now, or not like this.
    """
    asking = _entitled(rehearsal, by, command, at)
    match command:
        case c.TakeSeat() | c.LeaveSeat() | c.RemoveFromSeat() | c.SetReady():
            return seating.decide(rehearsal, asking, command)
        case c.SignPlan() | c.EditPlan():
            return planning.decide(rehearsal, asking, command)
        case c.SettleAmendment():
            return amending.decide(rehearsal, asking, command)
        case c.StaffSeat() | c.MoveSeat() | c.ReserveSeat() | c.CoverSeat() | c.ComeBack() | c.LockDoor():
            return ushering.decide(rehearsal, asking, command)
        case c.WatchDoor() | c.Knock() | c.AnswerKnock():
            return door.decide(rehearsal, command)
        case c.TakeBaton() | c.PassBaton():
            return baton.decide(rehearsal, asking, command)
        case c.ReportSkipped(entry=entry):
            return (skipping.told(rehearsal, entry),)
        case (
            c.StartClock()
            | c.PauseClock()
            | c.ResumeClock()
            | c.SetSpeed()
            | c.JumpClock()
            | c.RebaseClock()
            | c.EndClock()
            | c.RaiseEmergency()
        ):
            return timing.decide(rehearsal, asking, command)
        case c.ProposeClock() | c.DeclineProposal():
            return proposing.decide(rehearsal, asking, command)
        case (
            c.StandByCue()
            | c.HoldCue()
            | c.ReleaseCue()
            | c.SkipCue()
            | c.EditCue()
            | c.PlanCue()
            | c.MoveCue()
            | c.AddCue()
            | c.CopyCue()
            | c.DeliverInject()
        ):
            return injecting.decide(rehearsal, asking, command)
        case c.ActAsCrowd() | c.ShockCrowd() | c.DialCrowd() | c.JudgePost() | c.ReadPost():
            return crowding.decide(rehearsal, asking, command)
        case (
            c.PublishPost()
            | c.CapturePost()
            | c.EditPost()
            | c.DeletePost()
            | c.RetractPost()
            | c.LikePost()
            | c.RepostPost()
            | c.ReactToPost()
            | c.SendMessage()
        ):
            return posting.decide(rehearsal, asking, command)
        case c.HidePost() | c.PinPost() | c.LimitPost() | c.BlockAccount():
            return hosting.decide(rehearsal, asking, command)
        case c.ReportPost() | c.ModeratePost() | c.ExpirePost():
            return moderating.decide(rehearsal, asking, command)
        case (
            c.OpenDraft()
            | c.ReviseDraft()
            | c.SubmitDraft()
            | c.ApproveDraft()
            | c.RejectDraft()
            | c.PublishDraft()
            | c.ScheduleDraft()
            | c.RecallDraft()
            | c.DropDraft()
        ):
            return drafting.decide(rehearsal, asking, command)
        case c.ClassifyDraft() | c.DeclareSeverity() | c.SayAway():
            return modelling.decide(rehearsal, asking, command)
        case c.TakeDecision() | c.SetTask() | c.TakeTask() | c.TickTask() | c.AssignPost():
            return minuting.decide(rehearsal, asking, command)
        case (
            c.SayInChat()
            | c.ClaimFact()
            | c.ConfirmFact()
            | c.RefuteFact()
            | c.WriteNote()
            | c.RaiseFlag()
            | c.NoteFlag()
            | c.SendWhisper()
            | c.HearWhisper()
            | c.CheckBriefing()
            | c.GiveConfidence()
            | c.SetTrust()
        ):
            return noting.decide(rehearsal, asking, command)
        case c.UnsealNames() | c.SealNames() | c.MakeLink() | c.RevokeLink():
            return sharing.decide(rehearsal, asking, command)
        case c.GiveRating():
            return evaluating.decide(rehearsal, asking, command)
        case c.SayInCrew() | c.GiveMood() | c.GiveVerdict() | c.JudgeGoal():
            return judging.decide(rehearsal, asking, command)
        case c.SettleFinding() | c.CostFinding() | c.AddFinding():
            return settling.decide(rehearsal, asking, command)
        case c.AddAction() | c.EditAction() | c.DropAction() | c.FinishAction():
            return improving.decide(rehearsal, command)
        case c.OpenWash() | c.AskWash() | c.CloseWash() | c.AnswerWash():
            return washing.decide(rehearsal, command)


def _entitled(rehearsal: Rehearsal, by: SeatId, command: c.Command, at: WallMs) -> Asking:
    seat = rehearsal.seats.get(by)
    if seat is not None and not seat.played:
        raise Refused("forbidden", "this seat is empty; take it first")
    if not entitled(command.kind, by, seat, rehearsal.plan):
        who = seat.title if seat else by
        raise Refused("forbidden", f"{who} may not ask for {command.kind}")
    state = rehearsal.clock.state
    if state not in MAY[command.kind].when:
        raise _not_now(state)
    return Asking(by=by, seat=seat, at=at, t=rehearsal.clock.time(at))


def _not_now(state: str) -> Refused:
    match state:
        case "ended":
            return Refused("ended", "the rehearsal is over")
        case "paused":
            return Refused("paused", "the rehearsal is held; your words are kept until it goes on")
        case "lobby":
            return Refused("paused", "the rehearsal has not started yet")
        case _:
            return Refused("conflict", "that is not possible while the rehearsal runs")
