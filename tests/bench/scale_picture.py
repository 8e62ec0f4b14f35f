"""Draws docs/scale.svg from the points written down here: `python -m tests.bench.scale_picture`.

A run of `make bench-scale --full ROOMS` gives one point; a figure measured anew is written down anew.
"""

from pathlib import Path
from typing import Final

from tests.bench.scale_points import CLAIMED, SILENT, TALKING
from tests.crowd.facts.drawing import BLUE, GREEN, GREY, ORANGE, figure

WHERE: Final = Path(__file__).resolve().parents[2] / "docs" / "scale.svg"


def draw() -> None:
    """One core against how many drills a node has."""
    with figure(WHERE, "What a node's core does for its drills of ten", "none; measured points") as (axes,):
        for points, colour, name in (
            (SILENT, BLUE, "silent"),
            (TALKING, ORANGE, "two posts a second in ten drills"),
        ):
            axes.plot(*zip(*points, strict=True), "o", color=colour, label=name)
            slope = sum(y for _, y in points) / sum(x for x, _ in points)
            most = max(x for x, _ in points)
            axes.plot([0, most], [0, slope * most], color=colour, linewidth=0.8)
        axes.axhline(100, color=GREY, linewidth=0.8, linestyle=":")
        axes.axvline(
            CLAIMED, color=GREEN, linewidth=0.8, linestyle="--", label="reckoned with in docs/scale.md"
        )
        axes.set_xlabel("drills on the node")
        axes.set_ylabel("% of one core")
        axes.legend()


if __name__ == "__main__":
    draw()
