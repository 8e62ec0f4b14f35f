"""What a draft begins as: a scenario of the library, a blank one, or a file."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from anyio import to_thread
from pydantic import BaseModel, ConfigDict, Field

from app.exchange.blank import LONGEST_SLUG, blank, slug_of
from app.exchange.scenario_file import as_yaml
from app.rehearsal.refusals import Refused
from app.scenario.scenario import Scenario
from app.store.drafts import slug_in
from app.web.authoring import Named
from app.web.services import Services
from app.workshop.filing import read_tree

STORY_BEGINS_AT = 18
"""O'clock of the day, in the story of a blank scenario."""


class FromLibrary(BaseModel):
    """Of a scenario on the shelves."""

    model_config = ConfigDict(extra="forbid")
    slug: str


class FromNothing(BaseModel):
    """A whole scenario that says nothing yet."""

    model_config = ConfigDict(extra="forbid")
    blank: Literal[True]
    title: Annotated[str, Field(min_length=1, max_length=80)]


class FromFile(BaseModel):
    """Of the text of a scenario file, with its faults."""

    model_config = ConfigDict(extra="forbid")
    file: str


class NewDraft(BaseModel):
    """Who begins a draft, and from what."""

    name: Named
    origin: Annotated[FromLibrary | FromNothing | FromFile, Field(alias="from")]


class Beginning(BaseModel):
    """The first tree of a draft, and the folder whose pictures it shows."""

    tree: dict[str, Any]
    source: str | None = None


async def beginning(services: Services, origin: FromLibrary | FromNothing | FromFile) -> Beginning:
    """The first tree; its slug is nobody's yet.

    Raises:
        Refused: there is no such scenario.
        ScenarioFaults, UnfitError: of the file something would be lost.
    """
    match origin:
        case FromLibrary(slug=slug):
            scenario = await services.shelves.get(slug)
            if scenario is None:
                raise Refused("not_found", f"there is no scenario {slug[:80]!r}")
            source = await services.shelves.pictures_of(slug)
            return await _named(services, await to_thread.run_sync(tree_of, scenario), slug, source)
        case FromNothing(title=title):
            evening = datetime.now(UTC).replace(hour=STORY_BEGINS_AT, minute=0, second=0)
            tree = await to_thread.run_sync(tree_of, blank(title, evening))
            return await _named(services, tree, slug_of(title))
        case FromFile(file=file):
            tree = await to_thread.run_sync(read_tree, file)
            return await _named(services, tree, slug_in(tree) or slug_of(str(tree.get("title", ""))))


async def _named(services: Services, tree: dict[str, Any], slug: str, source: str | None = None) -> Beginning:
    free = await free_slug(services, slug)
    return Beginning(tree=tree | {"slug": free}, source=source)


async def free_slug(services: Services, slug: str) -> str:
    """The slug if nobody has it, else the first of `slug-2`, `slug-3` ... that is free."""
    stem = re.sub(r"-\d{1,2}$", "", slug) or slug
    taken = await services.shelves.built_in() | await services.archive.slugs(stem)
    taken |= await services.archive.draft_slugs(stem)
    if slug not in taken:
        return slug
    stem = "-".join((stem if stem in taken else slug).split("-")[:15])[: LONGEST_SLUG - 5].rstrip("-")
    names = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in names if name not in taken)


def tree_of(scenario: Scenario) -> dict[str, Any]:
    """A scenario as the tree of a draft, version 1."""
    tree: dict[str, Any] = read_tree(as_yaml(scenario))
    return tree | {"version": 1}
