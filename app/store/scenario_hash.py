"""What a scenario is known by: the hash of all it says."""

from hashlib import sha256

from app.adapters import adapter_of
from app.scenario.scenario import Scenario


def scenario_hash(scenario: Scenario) -> str:
    """The same for the same scenario on every node, hex."""
    return sha256(adapter_of(Scenario).dump_json(scenario)).hexdigest()
