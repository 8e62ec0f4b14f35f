"""Ensembles are run once: by whoever asks first, a test or a plot, until the code they depend on changes."""

import ast
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
ENSEMBLES: Final = ("tests/crowd/facts/storms.py", "tests/crowd/facts/branching.py")


@cache
def _code() -> bytes:
    """All the code that an ensemble depends on, found by following its imports."""
    wanted, sources = [REPOSITORY / one for one in ENSEMBLES], dict[Path, bytes]()
    while wanted:
        source = wanted.pop()
        if source in sources or not source.exists():
            continue
        sources[source] = source.read_bytes()
        for node in ast.walk(ast.parse(sources[source])):
            if isinstance(node, ast.ImportFrom) and node.module is not None:
                named = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
                wanted += [REPOSITORY / f"{one.replace('.', '/')}.py" for one in named]
    return b"".join(sources[source] for source in sorted(sources))


def kept(run: Callable[..., Table], name: str, /, **how: object) -> Table:
    """What `run(**how)` gives, from the disk if it has been run by this code before."""
    digest = blake2b(_code(), digest_size=8)
    digest.update(f"{np.__version__} {name} {how}".encode())
    file = WHERE / f"{name}-{digest.hexdigest()}.npz"
    if file.exists():
        with np.load(file) as stored:
            return dict(stored)
    found = run(**how)
    WHERE.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part.npz")
    np.savez_compressed(part, **found)  # type: ignore[arg-type]
    part.replace(file)
    return found
