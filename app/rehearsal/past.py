"""What a rehearsal's audience follows from: as a value, so that it may be worked on beside the event loop."""

from dataclasses import dataclass

from app.ids import ExerciseTime, Handle, PostId, RehearsalId
from app.rehearsal import events as e
from app.rehearsal.state import Rehearsal
from app.rehearsal.storm import Stimulus
from app.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A rehearsal's storm so far. The stimuli are in the order of the log."""

    rehearsal: RehearsalId
    scenario: Scenario
    seed: int
    stimuli: tuple[Stimulus, ...]

    def published(self, post: PostId) -> tuple[ExerciseTime, e.PostPublished] | None:
        """When a post came, and as what."""
        for one in self.stimuli:
            if isinstance(one.event, e.PostPublished) and one.event.post == post:
                return one.t, one.event
        return None

    def wrote(self, handle: Handle) -> bool:
        """Whether an account has posted."""
        events = (one.event for one in self.stimuli)
        return any(isinstance(event, e.PostPublished) and event.author == handle for event in events)


def past_of(rehearsal: Rehearsal) -> Past:
    """The past of a rehearsal as it stands."""
    return Past(
        rehearsal=rehearsal.id,
        scenario=rehearsal.scenario,
        seed=rehearsal.seed,
        stimuli=tuple(rehearsal.storm.stimuli),
    )
