// What a sheet import asks of the server. The file is the body; how to read it stands in the address.
import { reach } from "$lib/api";
import type { ToldSheet } from "$wire/wire";

export type Meaning = ToldSheet["fields"][number];
export type Channel = "feed" | "message";

/** What is to be read otherwise than it is found. */
export interface Mapping {
  sheets?: readonly string[];
  header?: number;
  columns?: Readonly<Record<string, Meaning | null>>;
  times?: "clock" | "since";
  dates?: "dmy" | "mdy";
  channels?: Readonly<Record<string, Channel>>;
  otherwise?: Readonly<Partial<Record<Meaning, string>>>;
  /** Seconds. */
  pause?: number;
  fit?: number;
}

export interface How {
  zone: string;
  /** `2026-11-21T18:52`, in the zone. */
  startex: string;
  mapping: Mapping;
  notes: boolean;
}

export interface Imported {
  n: number;
  added: number;
  changed: number;
  left_out: number;
}

export const MOST_BYTES = 4 << 20;

export async function preview(draft: string, key: string, file: File, how: How): Promise<ToldSheet> {
  return (await send(draft, key, "", file, asked(file, how))).json() as Promise<ToldSheet>;
}

export async function takeIn(draft: string, key: string, file: File, how: How, name: string, partly: boolean): Promise<Imported> {
  const more = { ...asked(file, how), name, partly: String(partly) };
  return (await send(draft, key, "/import", file, more)).json() as Promise<Imported>;
}

const asked = (file: File, how: How): Record<string, string> => ({
  filename: file.name.slice(-200),
  zone: how.zone,
  startex: how.startex,
  mapping: JSON.stringify(how.mapping),
  notes: String(how.notes),
});

const send = (draft: string, key: string, path: string, file: File, told: Record<string, string>): Promise<Response> =>
  reach(`/api/workshop/${encodeURIComponent(draft)}/sheet${path}?${new URLSearchParams(told).toString()}`, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/octet-stream", authorization: `Bearer ${key}` },
    body: file,
  });
