"""A package that offers a reader and a voice, in a folder of its own, as pip would leave it."""

from pathlib import Path
from textwrap import dedent


def install(folder: Path, module: str, source: str) -> None:
    """Put it where `folder` is on the path: `module` has a `Reader` and a `Voice`, both named `parish`."""
    (folder / f"{module}.py").write_text(dedent(source))
    info = folder / f"{module}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        f"[squall.reader]\nparish = {module}:Reader\n[squall.voice]\nparish = {module}:Voice\n"
    )
