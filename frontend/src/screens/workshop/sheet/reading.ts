// A sheet's preview, as its page shows it.
import { moment } from "$lib/format";
import { t as words } from "$lib/i18n";
import type { SheetFault, ToldRow, ToldSheet } from "$wire/wire";

export type Shown = "all" | "faults" | "doubts" | "added" | "changed";

const FITS: Record<Shown, (row: ToldRow) => boolean> = {
  all: () => true,
  faults: (row) => row.becomes === "left_out",
  doubts: (row) => row.becomes !== "left_out" && row.faults.length > 0,
  added: (row) => row.becomes === "added",
  changed: (row) => row.becomes === "changed",
};

export const rowsOf = (sheet: ToldSheet, shown: Shown): ToldRow[] => sheet.rows.filter(FITS[shown]);

/** A row's moment in the zone, `Sat 21 Nov 18:53 CET`, and its time since StartEx. */
export function whenOf(row: ToldRow, zone: string, locale: string): { zoned: string; since: string } {
  const since = row.at === null ? "" : moment(row.at);
  if (row.moment === "") return { zoned: row.by_hand ? words("workshop_sheet.byHand") : words("workshop_sheet.unclear"), since };
  return { zoned: zonedOf(row.moment, zone, locale), since };
}

export function zonedOf(iso: string, zone: string, locale: string): string {
  const options: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone, timeZoneName: "short" };
  const seconds = new Date(iso).getUTCSeconds() === 0 ? {} : { second: "2-digit" as const };
  return new Intl.DateTimeFormat(locale, { ...options, ...seconds }).format(new Date(iso)).replaceAll(",", "");
}

/** Seconds from StartEx after which a first row looks as if StartEx were meant otherwise. */
const LATE_S = 4 * 3600;

/** The moment of the first row, where StartEx does not fit it; `local` is its time in the sheet's zone. */
export function firstElsewhere(sheet: ToldSheet): { moment: string; local: string } | undefined {
  const timed = sheet.rows.filter((row) => row.moment !== "");
  const first = timed.reduce<ToldRow | undefined>((found, row) => (found && new Date(found.moment) <= new Date(row.moment) ? found : row), undefined);
  if (!first) return undefined;
  const late = (new Date(first.moment).getTime() - new Date(sheet.startex).getTime()) / 1000;
  return late >= 0 && late <= LATE_S ? undefined : { moment: first.moment, local: first.moment.slice(0, 16) };
}

/** A reason or remedy, its code marks as quotes. */
export const plainly = (text: string): string => text.replaceAll(/`([^`]*)`/g, "“$1”");

/** Where a fault is: `MSEL B7`, or the row, or the sheet. */
export function cellOf(fault: SheetFault): string {
  const cell = fault.row === 0 ? "" : fault.column === "" ? String(fault.row) : `${fault.column}${fault.row}`;
  return words("workshop_sheet.at", { sheet: fault.sheet, cell }).trim();
}

/** `2 d 3 h 15 min` of seconds. */
export function spanOf(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const parts: [number, string][] = [
    [Math.floor(minutes / 1440), "d"],
    [Math.floor((minutes % 1440) / 60), "h"],
    [minutes % 60, "min"],
  ];
  return parts.flatMap(([n, unit]) => (n > 0 ? [`${n} ${unit}`] : [])).join(" ") || "0 min";
}

/** Time zones the browser knows; UTC always. */
export function zones(): string[] {
  const known = typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];
  return ["UTC", ...known.filter((zone) => zone !== "UTC")];
}

export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

export const wouldChange = (sheet: ToldSheet): number => (sheet.counts.added ?? 0) + (sheet.counts.changed ?? 0);
