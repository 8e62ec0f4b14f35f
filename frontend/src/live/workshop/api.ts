// What the workshop asks of the server. A draft's key goes with every request about it.
import { get, post, reach } from "$lib/api";
import type { Change, Check, DownloadName, Far, Loaded, News, Op, Version } from "./types";

export type From = { slug: string } | { blank: true; title: string } | { file: string };

/** Begin a draft; who made it holds its key. */
export const begin = (name: string, from: From): Promise<{ draft: string; key: string }> => post("/api/workshop", { name, from });

/** The draft behind a key, as a desk needs it. */
export function farOf(draft: string, key: string): Far {
  const root = `/api/workshop/${encodeURIComponent(draft)}`;
  const ask = async (method: string, path: string, body?: unknown): Promise<Response> =>
    reach(root + path, {
      method,
      headers: { accept: "application/json", authorization: `Bearer ${key}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      body: body === undefined ? null : JSON.stringify(body),
    });
  const told = async <T>(method: string, path: string, body?: unknown): Promise<T> => (await (await ask(method, path, body)).json()) as T;
  return {
    load: () => told<Loaded>("GET", ""),
    news: (after, name, where) => told<News>("GET", `/edits?${new URLSearchParams({ after: String(after), name, where }).toString()}`),
    send: (name, ops: readonly Op[], seen, ask) => told("POST", "/edits", { name, ops, seen, ask }),
    undo: (name, n, ask) => told("POST", "/undo", { name, n, ask }),
    check: () => told<Check>("GET", "/check"),
    versions: async () => (await told<{ versions: Version[] }>("GET", "/versions")).versions,
    publish: (name, note) => told("POST", "/versions", { name, note }),
    diff: async (from, to) => (await told<{ changes: Change[] }>("GET", `/versions/${from}/diff?to=${to}`)).changes,
    download: async (file: DownloadName) => (await ask("GET", `/${file}`)).blob(),
  };
}

/** Start a rehearsal of a published scenario; its address. */
export const rehearse = async (slug: string): Promise<string> => (await post<{ url: string }>("/api/rehearsals", { scenario: slug, mode: "room" })).url;

/** A scenario of the library, as its card shows it. */
export interface LibraryCard {
  slug: string;
  title: string;
  summary: string;
  minutes: number;
  platform: string;
  grade: string;
  seats: number;
  injects: number;
  language: string;
  objectives: readonly string[];
}

export const library = async (): Promise<readonly LibraryCard[]> => (await get<{ scenarios: LibraryCard[] }>("/api/scenarios")).scenarios;
