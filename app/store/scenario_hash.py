"""What a scenario is known by: the hash of all it says."""

from hashlib import sha256

from pydantic import TypeAdapter

from app.scenario.scenario import Scenario

_SCENARIO: TypeAdapter[Scenario] = TypeAdapter(Scenario)


def scenario_hash(scenario: Scenario) -> str:
    """The same for the same scenario on every node, hex."""
    return sha256(_SCENARIO.dump_json(scenario)).hexdigest()
