// What a dry run asks of the server.
import { get, reach } from "$lib/api";
import type { DryRun } from "$wire/wire";

/** What is played: a scenario of the library, or a draft by its key. */
export type Source = { slug: string } | { draft: string; key: string };

export interface Page {
  state: "waiting" | "playing" | "done" | "failed";
  /** Exercise time over length, 0 to 1. */
  done: number;
  /** Dry runs that come before it. */
  ahead: number;
  /** Wall seconds of playing. */
  took: number;
  report: DryRun | null;
  problem: string | null;
}

/** Have it played; the id of the run. */
export async function begin(source: Source, seed: number): Promise<string> {
  const root = "slug" in source ? `/api/scenarios/${encodeURIComponent(source.slug)}` : `/api/workshop/${encodeURIComponent(source.draft)}`;
  const headers: Record<string, string> = { accept: "application/json", "content-type": "application/json" };
  if ("key" in source) headers.authorization = `Bearer ${source.key}`;
  const answer = await reach(`${root}/dry-runs`, { method: "POST", headers, body: JSON.stringify({ seed }) });
  return ((await answer.json()) as { run: string }).run;
}

export const look = (run: string): Promise<Page> => get<Page>(`/api/dry-runs/${encodeURIComponent(run)}`);

/** Nobody waits for it any more. It may be the last thing a page does. */
export function leave(run: string): void {
  void fetch(`/api/dry-runs/${encodeURIComponent(run)}`, { method: "DELETE", keepalive: true }).catch(() => undefined);
}
