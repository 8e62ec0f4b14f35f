"""Drafts as their authors work on them: one edit after another, whoever makes it on whichever node."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from weakref import WeakValueDictionary

import anyio
from anyio import to_thread

from app.ids import ScenarioDraftId
from app.store.archive import Archive
from app.store.database import Taken
from app.store.draft_tables import EditRow, ScenarioDraftRow
from app.store.log import StoreError, Unavailable
from app.store.packing import pack, unpack
from app.workshop.applying import apply
from app.workshop.carrying import carry
from app.workshop.ops import Edit, Op, plain_ops, stored_ops
from app.workshop.paths import find, value_at
from app.workshop.refusing import ClashError, Conflict, MissingError, UnfitError
from app.workshop.touching import touched_by
from app.workshop.values import Value

MOST_TRIES = 200
"""How often others may come first before we give up; each time somebody's edit was kept."""
LOOK_BACK = 2_000
"""Edits among which we look for who changed a place last."""
LONGEST_SLUG = 80


class NoSuchDraft(StoreError):
    """There is no draft of that id."""


class NoSuchEdit(StoreError):
    """The draft has no edit of that number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asks for an edit.

    Attributes:
        by: the author's name.
        at: wall time, ms since 1970.
        seen: how many edits its author had seen, None for all there are.
        ask: the author's own name for it: asked again, it has no effect. None for none.
    """

    by: str
    at: int
    seen: int | None = None
    ask: str | None = None


class Drafts:
    """Makes edits, one after another: a number is given once, so that of two nodes one is first."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._turns: WeakValueDictionary[ScenarioDraftId, anyio.Lock] = WeakValueDictionary()

    async def begin(self, tree: Value, *, by: str, at: int, source: str | None = None) -> ScenarioDraftId:
        """A new draft that begins with this tree, and shows the pictures of the folder `source`."""
        packed = await to_thread.run_sync(pack, tree)
        draft = ScenarioDraftId(secrets.token_hex(6))
        row = ScenarioDraftRow(
            id=draft,
            slug=slug_in(tree),
            source=source,
            made_by=by,
            first=packed,
            tree=packed,
            created_at=at,
            changed_at=at,
        )
        await self._archive.add_draft(row)
        return draft

    async def get(self, draft: ScenarioDraftId) -> ScenarioDraftRow:
        """The draft as it is now.

        Raises:
            NoSuchDraft: there is none.
        """
        row = await self._archive.draft(draft)
        if row is None:
            raise NoSuchDraft(draft)
        return row

    async def edit(self, draft: ScenarioDraftId, ops: Sequence[Op], asked: Asked) -> int:
        """Make an edit.

        Returns:
            Its number; the old one where this was asked before.

        Raises:
            NoSuchDraft: there is none.
            ClashError: others changed what it is about; says who.
            UnfitError: it fits no such tree.
        """
        return await self._in_turn(draft, asked, tuple(ops))

    async def undo(self, draft: ScenarioDraftId, n: int, asked: Asked) -> int:
        """Take back edit `n`, by an edit of its own.

        Raises:
            NoSuchEdit: there is none of that number.
            NoSuchDraft, ClashError, UnfitError: as for `edit`.
        """
        found = await self._archive.edits_after(draft, n - 1, limit=1)
        if not found or found[0].n != n:
            raise NoSuchEdit(f"{draft} has no edit {n}")
        asked = replace(asked, seen=n)
        return await self._in_turn(draft, asked, as_edit(found[0]).inverse, undoes=n)

    async def _in_turn(
        self, draft: ScenarioDraftId, asked: Asked, ops: tuple[Op, ...], undoes: int | None = None
    ) -> int:
        async with self._turns.setdefault(draft, anyio.Lock()):
            for _ in range(MOST_TRIES):
                known = await self._archive.edit_asked(draft, asked.ask) if asked.ask else None
                if known is not None:
                    return known
                made = await self._try(draft, asked, ops, undoes)
                if made is not None:
                    return made
        raise Unavailable(f"{draft}: others are always faster")

    async def _try(
        self, draft: ScenarioDraftId, asked: Asked, ops: tuple[Op, ...], undoes: int | None
    ) -> int | None:
        """The number of the edit, None where another one came first."""
        row = await self.get(draft)
        seen = row.edit if asked.seen is None else asked.seen
        later = await self._archive.edits_after(draft, seen) if seen < row.edit else []
        try:
            edit, tree, slug = await to_thread.run_sync(_made, row, later, ops, asked, undoes)
        except ClashError as clash:
            raise await self._explained(row, clash.conflicts) from None
        try:
            return edit.n if await self._archive.add_edit(edit, tree=tree, slug=slug) else None
        except Taken:
            return None

    async def _explained(self, row: ScenarioDraftRow, conflicts: tuple[Conflict, ...]) -> Exception:
        """The clash with the names of those who changed the places, or what fits no tree at all."""
        rows = await self._archive.edits_before(ScenarioDraftId(row.id), row.edit + 1, LOOK_BACK)
        return await to_thread.run_sync(_with_names, row, rows, conflicts)


def as_edit(row: EditRow) -> Edit:
    """An edit as it was made."""
    return Edit(
        n=row.n,
        by=row.by,
        at=row.at,
        ops=stored_ops(unpack(row.ops)),
        inverse=stored_ops(unpack(row.inverse)),
        undoes=row.undoes,
    )


def slug_in(tree: Value) -> str:
    """The slug a draft has for now, whatever stands there; PostgreSQL keeps no NUL."""
    return str(tree.get("slug", "")).strip().replace("\0", "")[:LONGEST_SLUG]


def _made(
    row: ScenarioDraftRow, later: list[EditRow], ops: tuple[Op, ...], asked: Asked, undoes: int | None
) -> tuple[EditRow, bytes, str]:
    tree = unpack(row.tree)
    applied = apply(tree, carry(ops, [as_edit(one) for one in later if one.n <= row.edit]))
    edit = EditRow(
        draft=row.id,
        n=row.edit + 1,
        by=asked.by,
        at=asked.at,
        ops=pack(plain_ops(applied.ops)),
        inverse=pack(plain_ops(applied.inverse)),
        undoes=undoes,
        ask=asked.ask,
    )
    return edit, pack(tree), slug_in(tree)


def _with_names(row: ScenarioDraftRow, rows: list[EditRow], conflicts: tuple[Conflict, ...]) -> Exception:
    newest_first = [as_edit(one) for one in rows]
    tree = unpack(row.tree)
    told: list[Conflict] = []
    for one in conflicts:
        edit = touched_by(one.path, newest_first)
        by = one.by or (edit.by if edit else None)
        if one.missing and by is None:
            return UnfitError(one.missing)
        now = _there(tree, one) if one.missing else one.now
        told.append(replace(one, by=by or row.made_by, now=now))
    return ClashError(told)


def _there(tree: Value, conflict: Conflict) -> Value:
    try:
        return value_at(tree, find(tree, conflict.path))
    except MissingError:
        return None
