"""Draws docs/scale.svg from the points written down here: `python -m tests.bench.scale_picture`.

A run of `make bench-scale` gives one for each line it prints; what is measured anew is written down anew.
"""

from pathlib import Path
from typing import Final

from tests.crowd.facts.drawing import BLUE, GREEN, GREY, figure

WHERE: Final = Path(__file__).resolve().parents[2] / "docs" / "scale.svg"
SILENT: Final = ((30, 9.0), (40, 12.1), (40, 13.5), (40, 11.3), (80, 17.0))
"""Drills on a node, and % of its core, without a crowd."""
CROWD: Final = 0.34
"""% of a core a drill's crowd takes: 8.2 s over forty minutes."""
RECKONED: Final = 98


def draw() -> None:
    """One core against how many drills a node has."""
    room = sum(core for _, core in SILENT) / sum(drills for drills, _ in SILENT)
    with figure(WHERE, "A node's core and its drills of ten", "none; the lines are drawn on") as axes:
        (plot,) = axes
        plot.plot(*zip(*SILENT, strict=True), "o", color=BLUE, label="measured, silent, no crowd")
        plot.plot([0, 300], [0, 300 * room], color=BLUE, linewidth=0.8, label="drawn on")
        plot.plot([0, 150], [0, 150 * (room + CROWD)], color=GREEN, linewidth=0.8, label="with a crowd")
        plot.axvline(RECKONED, color=GREY, linewidth=0.8, linestyle=":", label="reckoned with")
        plot.set(xlabel="drills on the node", ylabel="% of one core", ylim=(0, 105))
        plot.legend()


if __name__ == "__main__":
    draw()
