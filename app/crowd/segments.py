"""The seven parts of the audience."""

from typing import Literal

Segment = Literal["loyal", "neutral", "peers", "critics", "activists", "trolls", "press"]
"""`peers` are customers to whom the same has happened; `press` are journalists and creators."""

SEGMENTS: tuple[Segment, ...] = ("loyal", "neutral", "peers", "critics", "activists", "trolls", "press")
"""In the order of every table and array of the crowd."""
LOYAL, NEUTRAL, PEERS, CRITICS, ACTIVISTS, TROLLS, PRESS = range(7)
