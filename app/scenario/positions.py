"""The places of the brand's decision model."""

from typing import Literal

Position = Literal["decision_maker", "communicator", "legal", "subject_expert"]
OUTGOING: tuple[Position, ...] = ("communicator", "decision_maker")
"""Who may publish what the model lets out."""
