"""Words a condition listens for and will never hear."""

import re
from collections.abc import Iterator

from app.scenario.condition import Condition
from app.scenario.faults import Fault
from app.scenario.linting.advising import advice
from app.scenario.linting.scripts import foreign_script
from app.scenario.scenario import Scenario

_SPACES = re.compile(r"\s\s|[\n\t]")
_WILD = re.compile(r"\w\*|\*\w")


def deaf_words(scenario: Scenario, condition: Condition, path: str) -> Iterator[Fault]:
    """What stands in `said` and in no post: conditions hear whole words, as they are written."""
    for at, words in enumerate(condition.said):
        shown = " ".join(words.split())
        if not any(sign.isalnum() for sign in words):
            reason, remedy = f"`{shown}` is no word", "Write words or phrases."
        elif _WILD.search(words):
            reason, remedy = f"the * in `{shown}` stands for nothing", "Write each form of the word out."
        elif _SPACES.search(words):
            reason, remedy = f"`{shown}` has more than single spaces", "Write it as people do."
        elif foreign_script(words, scenario.language):
            reason = f"`{shown}` is not in the letters of `{scenario.language}`"
            remedy = "Write words of the language people play in."
        else:
            continue
        yield advice(f"{path}.said[{at}]", reason, remedy)
