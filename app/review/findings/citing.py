"""Which thing an event of the log is about."""

from app.ids import Seq
from app.rehearsal import events as e
from app.review.findings.finding import CiteSort

Draftish = (
    e.DraftOpened
    | e.DraftRevised
    | e.DraftSubmitted
    | e.DraftApproved
    | e.DraftRejected
    | e.DraftPublished
    | e.DraftDropped
)
Seatish = e.SeatTaken | e.SeatLeft | e.SeatStaffed | e.SeatCovered | e.PlanSigned


def thing_of(event: e.Event, seq: Seq) -> tuple[CiteSort, str]:
    """The sort of thing and its id; what has neither is the entry itself."""
    match event:
        case e.PostPublished() | e.PostEdited() | e.PostDeleted() | e.PostRetracted():
            return "post", event.post
        case e.InjectDelivered(inject=inject):
            return "inject", inject
        case e.FactClaimed() | e.FactConfirmed() | e.FactRefuted():
            return "fact", event.fact
        case e.MessageSent(message=message):
            return "message", message
        case e.DecisionTaken(decision=decision):
            return "decision", decision
        case e.TaskSet() | e.TaskTaken() | e.TaskTicked():
            return "task", event.task
        case e.ChanceOpened() | e.ChanceClosed():
            return "opening", event.chance
        case e.FlagRaised(flag=flag):
            return "mark", flag
        case e.NoteWritten(note=note):
            return "mark", note
        case _:
            return _of_the_team(event, seq)


def _of_the_team(event: e.Event, seq: Seq) -> tuple[CiteSort, str]:
    if isinstance(event, Draftish):
        return "draft", event.draft
    if isinstance(event, Seatish):
        return "seat", event.seat
    return "entry", str(seq)
