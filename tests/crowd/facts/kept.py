"""Ensembles are run once: by whoever asks first, a test or a plot, until the model's code changes."""

from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

Table = dict[str, NDArray[np.float64]]

REPOSITORY: Final = Path(__file__).parents[3]
WHERE: Final = REPOSITORY / ".pytest_cache" / "facts"


@cache
def _code() -> str:
    """A fingerprint of all that an ensemble depends on."""
    sources = [
        *(REPOSITORY / "app/crowd").glob("*.py"),
        *Path(__file__).parent.glob("*.py"),
        REPOSITORY / "app/scenario/audience.py",
        REPOSITORY / "app/exact.py",
    ]
    digest = blake2b(np.__version__.encode(), digest_size=8)
    for source in sorted(sources):
        if not source.name.startswith("test_") and source.name not in {"plots.py", "drawing.py"}:
            digest.update(source.read_bytes())
    return digest.hexdigest()


def kept(run: Callable[..., Table], name: str, /, **how: object) -> Table:
    """What `run(**how)` gives, from the disk if it has been run by this code before."""
    file = WHERE / f"{name}-{_code()}.npz"
    if file.exists():
        with np.load(file) as stored:
            return dict(stored)
    found = run(**how)
    WHERE.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part.npz")
    np.savez_compressed(part, **found)  # type: ignore[arg-type]
    part.replace(file)
    return found
