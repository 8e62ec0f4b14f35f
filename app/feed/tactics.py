"""What a critic means a post to do to the crowd, and what that costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Tactic = Literal["evidence", "screenshot", "rally", "boycott", "praise", "leak"]
"""Ask for evidence, show a screenshot, rally, call for a boycott, praise what earned it, leak."""

COSTS: Mapping[Tactic, int] = MappingProxyType(
    {"evidence": 1, "screenshot": 1, "rally": 2, "boycott": 2, "praise": 1, "leak": 2}
)
"""Energy each takes; a post without a tactic takes none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaked:
    """An internal text that somebody let out, as everybody reads it from then on."""

    title: str
    text: str
