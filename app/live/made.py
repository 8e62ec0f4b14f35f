"""The ids an entry made, for the one who asked."""

from collections.abc import Iterable, Iterator

from app.rehearsal import events as e


def made_by(events: Iterable[e.Event]) -> tuple[str, ...]:
    """Ids of posts, drafts, facts and so on that these events brought into being."""
    return tuple(name for event in events for name in _made(event))


def _made(event: e.Event) -> Iterator[str]:
    match event:
        case e.CueAdded(inject=inject):
            yield inject.id
        case e.PostPublished(post=name):
            yield name
        case e.PostCaptured(capture=name):
            yield name
        case e.MessageSent(message=name):
            yield name
        case e.ChatSaid(chat=name) | e.CrewSaid(line=name):
            yield name
        case e.DraftOpened(draft=name):
            yield name
        case e.DecisionTaken(decision=name):
            yield name
        case e.TaskSet(task=name):
            yield name
        case e.FactClaimed(fact=name):
            yield name
        case e.NoteWritten(note=name):
            yield name
        case e.FlagRaised(flag=name):
            yield name
        case e.WhisperSent(whisper=name):
            yield name
        case e.FindingAdded(finding=name):
            yield name
        case e.ActionAdded(action=name):
            yield name
        case e.SeatTaken(seat=name):
            yield name
        case _:
            return
