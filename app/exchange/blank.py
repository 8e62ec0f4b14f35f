"""The scenario that a sheet is imported into where there is none yet."""

import re
import unicodedata
from dataclasses import replace
from datetime import datetime
from importlib.resources import files

from app.scenario.reading import read_scenario
from app.scenario.scenario import Scenario

LONGEST_SLUG = 60


def blank(title: str, startex: datetime) -> Scenario:
    """A whole scenario without injects, named `title`, whose story begins at StartEx."""
    text = files("app.exchange").joinpath("blank.yaml").read_text(encoding="utf-8")
    shown = " ".join(title.split())[:80].strip() or "Imported MSEL"
    start = startex.replace(tzinfo=None, microsecond=0)
    return replace(
        read_scenario(text),
        slug=slug_of(title),
        title=shown,
        story_start=start.isoformat(timespec="seconds" if start.second else "minutes"),
        msel=(),
    )


def slug_of(title: str) -> str:
    """A folder's name for a title: small letters, digits, and single hyphens."""
    spelt = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    parts = re.findall(r"[a-z0-9]+", spelt)[:16]
    return "-".join(parts)[:LONGEST_SLUG].strip("-") or "imported"
