"""Writes scenarios/scenario.schema.json from the code: editors complete and check scenario files with it."""

import json
import sys
from pathlib import Path
from typing import Any

import yaml

from app.scenario.schema import Schema, scenario_schema

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "scenarios" / "scenario.schema.json"
KEYS = ROOT / "scripts" / "scenario_keys.yaml"


def schema() -> Schema:
    """The schema, with words for every key."""
    words: dict[str, Any] = yaml.safe_load(KEYS.read_text(encoding="utf-8"))
    return scenario_schema(words)


def written() -> str:
    """The whole file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
    sys.exit(0)
