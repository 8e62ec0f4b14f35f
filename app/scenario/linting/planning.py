"""What the platform makes critical, and the plan does not speak of."""

from collections.abc import Iterator

from app.feed.platforms import PLATFORMS
from app.scenario.components import KINDS
from app.scenario.faults import Fault
from app.scenario.linting.advising import advice
from app.scenario.scenario import Scenario


def unsaid(scenario: Scenario) -> Iterator[Fault]:
    """Critical kinds without a component; one marked `missing` is a gap that is meant."""
    gaps = scenario.plan.unsaid(scenario.platform)
    if gaps:
        named = ", ".join(f"{KINDS[kind].title} (`{kind}`)" for kind in gaps)
        reason = (
            f"critical on {PLATFORMS[scenario.platform].name}, and the plan does not speak of it: {named}"
        )
        remedy = "Write a component of that `kind`; with `standing: missing` where the gap is meant."
        yield advice("plan.components", reason, remedy)


def unwritten(scenario: Scenario) -> Iterator[Fault]:
    """Components that name a kind and are said to be ready, without a word of what the plan says."""
    for at, part in enumerate(scenario.plan.components):
        if part.kind and part.standing == "ready" and not part.text:
            reason = f"{part.id} is ready, and nobody can read what it says"
            yield advice(f"plan.components[{at}]", reason, "Write its `text`, or mark it `standing: thin`.")
