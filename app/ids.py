"""The names of things, as types: a post's id can never be passed where a seat's is meant."""

from typing import NewType

RehearsalId = NewType("RehearsalId", str)
ParticipantId = NewType("ParticipantId", str)
SeatId = NewType("SeatId", str)
ScenarioDraftId = NewType("ScenarioDraftId", str)
"""A scenario that is being written in the workshop; a `DraftId` is a post's in the war room."""

Handle = NewType("Handle", str)
"""A persona's account name, without the @."""

PostId = NewType("PostId", str)
CaptureId = NewType("CaptureId", str)
"""A screenshot: `k`, a number, and the seat that took it."""
LeakId = NewType("LeakId", str)
MessageId = NewType("MessageId", str)
ChatId = NewType("ChatId", str)
DraftId = NewType("DraftId", str)
FactId = NewType("FactId", str)
NoteId = NewType("NoteId", str)
DecisionId = NewType("DecisionId", str)
TaskId = NewType("TaskId", str)
FlagId = NewType("FlagId", str)
WhisperId = NewType("WhisperId", str)
AmendmentId = NewType("AmendmentId", str)
"""A change of the plan that a review proposes: what found it, a colon, and the part it is about."""
LinkId = NewType("LinkId", str)
"""A link to the review: `l` and a number."""
ChanceId = NewType("ChanceId", str)
"""An opening the crowd itself gives: `o` and a number."""

FindingId = NewType("FindingId", str)
"""A finding of the review: its rule's id, a colon, and what it was found at; `added` for people's own."""
ActionId = NewType("ActionId", str)
"""A line of the improvement plan: `a` and a number."""
InjectId = NewType("InjectId", str)
AssumptionId = NewType("AssumptionId", str)

View = NewType("View", str)
"""Who is shown what: a role's name, or `seat:<seat id>`."""

Seq = NewType("Seq", int)
ExerciseTime = float
"""Seconds since StartEx on the exercise clock, frozen while paused."""
WallMs = int
"""Milliseconds since 1970 on the server's clock."""

CONDUCTOR = SeatId("conductor")
"""Who asks when the clock does: due cues, the crowd, the end of a solo drill."""
DESK = SeatId("desk")
"""Who asks when somebody joins: the front desk hands out seats."""
UNREADABLE = SeatId("unreadable")
"""Who is said to have asked for an entry of the log that nobody can read or apply."""
