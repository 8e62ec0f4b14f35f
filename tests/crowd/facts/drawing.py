"""Drawing a figure once for both themes: no background, a middle grey for text, colours seen on both."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from matplotlib import pyplot as plt
from matplotlib import style
from matplotlib.axes import Axes

GREY: Final = "#7a8288"
BLUE: Final = "#2f81d6"
ORANGE: Final = "#d9762b"
GREEN: Final = "#2f9e6b"
BAND: Final = "#8fb8a6"

_STYLE: Final = {
    "svg.hashsalt": "squall",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 9.5,
    "text.color": GREY,
    "axes.edgecolor": GREY,
    "axes.labelcolor": GREY,
    "axes.titlecolor": GREY,
    "axes.titlesize": 10.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "legend.frameon": False,
    "legend.labelcolor": GREY,
    "path.simplify_threshold": 0.5,
}


@contextmanager
def figure(file: Path, title: str, source: str, *, across: int = 1) -> Iterator[tuple[Axes, ...]]:
    """Axes to draw on; the figure is written to `file` when all is drawn."""
    with style.context(_STYLE):
        drawn, axes = plt.subplots(1, across, figsize=(7.2, 3.4), squeeze=False, layout="constrained")
        yield tuple(axes[0])
        drawn.suptitle(title, color=GREY, fontsize=11.5)
        drawn.supxlabel(f"Band: {source}", color=GREY, fontsize=8)
        file.parent.mkdir(parents=True, exist_ok=True)
        drawn.savefig(file, transparent=True, metadata={"Date": None, "Creator": None})
        plt.close(drawn)


def band(axes: Axes, low: float, high: float, *, at: float, width: float = 0.35) -> None:
    """The band of a target, upright around a place on the horizontal axis."""
    axes.bar(at, high - low, 2 * width, bottom=low, color=BAND, alpha=0.45, linewidth=0)


def lying_band(axes: Axes, low: float, high: float, *, at: float, width: float = 0.35) -> None:
    """The same, lying at a place on the upright axis."""
    axes.barh(at, high - low, 2 * width, left=low, color=BAND, alpha=0.45, linewidth=0)
