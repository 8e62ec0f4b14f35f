"""A sound draft made a version that rehearsals are started from."""

from dataclasses import replace

from anyio import to_thread

from app.ids import ScenarioDraftId
from app.scenario.scenario import Scenario
from app.store.archive import Archive
from app.store.database import Taken
from app.store.draft_tables import PublishedRow, ScenarioDraftRow
from app.store.log import Unavailable
from app.store.packing import pack, unpack
from app.store.published_records import SlugTaken
from app.store.scenario_hash import scenario_hash
from app.workshop.diffing import diff

MOST_TRIES = 20
"""How often somebody else may publish first."""


async def publish(
    archive: Archive, row: ScenarioDraftRow, scenario: Scenario, *, by: str, note: str, at: int
) -> PublishedRow:
    """Keep what the draft in `row` is now as its next version; `scenario` is what is read from it.

    Raises:
        SlugTaken: another draft publishes under this slug.
    """
    draft = ScenarioDraftId(row.id)
    for _ in range(MOST_TRIES):
        newest = next(iter(await archive.versions(draft)), None)
        before = await archive.version(draft, newest.version) if newest else None
        version = newest.version + 1 if newest else 1
        made = await to_thread.run_sync(
            _version, row, scenario, version, before.tree if before else row.first
        )
        made.by, made.note, made.at = by, note, at
        try:
            await archive.publish(made)
        except SlugTaken:
            raise
        except Taken:
            continue
        return made
    raise Unavailable(f"{draft}: others are always faster")


def _version(row: ScenarioDraftRow, scenario: Scenario, version: int, before: bytes) -> PublishedRow:
    tree = unpack(row.tree) | {"version": version}
    return PublishedRow(
        draft=row.id,
        version=version,
        slug=scenario.slug,
        source=row.source,
        edit=row.edit,
        by="",
        at=0,
        note="",
        hash=scenario_hash(replace(scenario, version=version)),
        changes=len(diff(unpack(before), tree)),
        tree=pack(tree),
    )
