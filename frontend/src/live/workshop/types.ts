// A draft and its edits, as the server tells and takes them.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Keys = { readonly [key: string]: Json };

/** To a list's item by the name it bears: `{ id: "07" }`, or `{ handle: "kev" }` in the cast. */
export type Named = { readonly [key: string]: string };
/** Into a mapping by its key, to an item by its name, to an item without a name by its number. */
export type Step = string | number | Named;
export type Path = readonly Step[];

/**
 * `was` is what the author saw. In a mapping nothing stands for nothing: null, an empty list and an empty
 * mapping are the same as no key, so setting a key to one of them takes it away. `index` and `to` are told
 * by the server: where in its list the item stood, and where it then stands.
 */
export type Op =
  | { readonly op: "set"; readonly path: Path; readonly was: Json; readonly to: Json }
  | { readonly op: "put"; readonly path: Path; readonly at: { readonly after: Step | null }; readonly item: Json; readonly index?: number | null }
  | { readonly op: "drop"; readonly path: Path; readonly was: Json; readonly index?: number | null }
  | { readonly op: "move"; readonly path: Path; readonly after: Step | null; readonly index?: number | null; readonly to?: number | null };

export interface Edit {
  /** Its number in the draft, from 1. */
  n: number;
  by: string;
  /** Wall ms. */
  at: number;
  ops: readonly Op[];
  /** The edit it takes back. */
  undoes: number | null;
}

export interface Author {
  name: string;
  /** `msel/07`: a list and the name of its item, or a tab. */
  where: string;
  you: boolean;
}

export interface Conflict {
  path: Path;
  was: Json;
  is: Json;
  /** Who changed it last. */
  by: string;
}

export interface Loaded {
  draft: string;
  title: string;
  slug: string;
  tree: Keys;
  edit: number;
  /** The last published version. */
  published: number | null;
  authors: readonly Author[];
}

export interface News {
  edits: readonly Edit[];
  authors: readonly Author[];
}

export interface Finding {
  /** As the check writes it: `msel[3].by`, numbers from 0. */
  path: string;
  line: number;
  reason: string;
  remedy: string;
}

export interface Check {
  edit: number;
  faults: readonly Finding[];
  advice: readonly Finding[];
  sound: boolean;
}

export interface Version {
  version: number;
  by: string;
  /** Wall ms. */
  at: number;
  note: string;
  hash: string;
  changes: number;
}

export interface Change {
  path: string;
  label: string;
  was: Json;
  now: Json;
  sort: "changed" | "added" | "gone" | "moved";
}

/** What a desk needs of the server. Each may throw an `ApiError`. */
export interface Far {
  load(): Promise<Loaded>;
  news(after: number, name: string, where: string): Promise<News>;
  /** `seen` is the edit up to which `ops` know what others did; asked again under the same `ask`, it has no effect. */
  send(name: string, ops: readonly Op[], seen: number, ask: string): Promise<{ n: number }>;
  undo(name: string, n: number, ask: string): Promise<{ n: number }>;
  check(): Promise<Check>;
  versions(): Promise<readonly Version[]>;
  publish(name: string, note: string): Promise<{ version: number; slug: string }>;
  diff(from: number, to: number | "draft"): Promise<readonly Change[]>;
  download(file: DownloadName): Promise<Blob>;
}

export type DownloadName = "scenario.yaml" | "msel.xlsx" | "msel.csv";
