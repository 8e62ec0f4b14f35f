// A table by keys alone: where a press leads, what a new item is called, what stands in a cell.
import { at as valueAt, isKeys, nameOf } from "$live/workshop/tree";
import type { Json, Keys, Path } from "$live/workshop/types";
import { fieldOf, type Field, type RecordName } from "./schema";
import { inCell } from "./values";

export interface Cell {
  row: number;
  col: number;
}

export interface Column {
  /** Where its value is in an item, and which field that is. */
  path: readonly string[];
  of: RecordName;
  field: Field;
  /** Its part of the room that is left. */
  grow: number;
  /** Instead, its width in rem. */
  width?: number;
  /** Cannot be written in the table: Enter opens it in the form. */
  form?: boolean;
  /** What the record around it begins with, where it is in one. */
  start?: Keys;
}

const WIDTHS: Readonly<Record<string, number>> = { time: 6, number: 6.5, flag: 5.5 };

/** A column of a record's own field, or of a record in it: `expected.action`. A `grow` below 0 is a width in rem. */
export function column(of: RecordName, key: string, grow = 1): Column {
  const path = key.split(".");
  let [record, found] = [of, fieldOf(of, path[0] ?? "")];
  let start: Json | undefined;
  for (const deeper of path.slice(1)) {
    [record, start] = [found.of ?? record, found.start];
    found = fieldOf(record, deeper);
  }
  const width = grow < 0 ? -grow : WIDTHS[found.kind];
  return { path, of: record, field: found, grow: Math.abs(grow), ...(width === undefined ? {} : { width }), ...(isKeys(start) ? { start } : {}), form: ["words", "record", "records", "refs", "when"].includes(found.kind) };
}

const PAGE = 10;

/** The cell a key leads to; nothing where the key is not for moving. */
export function ledTo(key: string, { row, col }: Cell, rows: number, cols: number, ctrl = false, rtl = false): Cell | undefined {
  const [last, end] = [rows - 1, cols - 1];
  const ahead = rtl ? -1 : 1;
  const to: Record<string, Cell> = {
    ArrowUp: { row: ctrl ? 0 : row - 1, col },
    ArrowDown: { row: ctrl ? last : row + 1, col },
    ArrowRight: { row, col: col + ahead },
    ArrowLeft: { row, col: col - ahead },
    Home: { row: ctrl ? 0 : row, col: 0 },
    End: { row: ctrl ? last : row, col: end },
    PageUp: { row: row - PAGE, col },
    PageDown: { row: row + PAGE, col },
  };
  const found = to[key];
  return found && { row: Math.max(0, Math.min(last, found.row)), col: Math.max(0, Math.min(end, found.col)) };
}

/** The next cell in reading order, or the one before; the same at either end. */
export function beside({ row, col }: Cell, by: 1 | -1, rows: number, cols: number): Cell {
  const to = Math.max(0, Math.min(rows * cols - 1, row * cols + col + by));
  return { row: Math.floor(to / cols), col: to % cols };
}

/** The value in a cell. */
export const held = (item: Json | undefined, column: Column): Json | undefined => valueAt(item ?? null, [...column.path]);

export const cellText = (item: Json | undefined, column: Column): string => inCell(column.field, held(item, column));

/** Keys for a list's items that are each only once, even where two items have the same name. */
export function keysOf(list: Path, items: readonly Json[]): string[] {
  const seen = new Map<string, number>();
  return items.map((item, place) => {
    const name = nameOf(list, item) ?? (isKeys(item) ? `#${place}` : String(place));
    const n = seen.get(name) ?? 0;
    seen.set(name, n + 1);
    return n === 0 ? name : `${name}#${n}`;
  });
}
