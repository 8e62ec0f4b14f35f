// Tabs and doors with a chunk of their own, there once their files are: `sheet/Sheet.svelte` and
// `dryrun/DryRun.svelte` are tabs of a draft (they find it by `deskHere()`), `sheet/Begin.svelte` is a
// door of the workshop's first page: `{ name }`, the author's name so far.
import type { Component } from "svelte";

const found = import.meta.glob<{ default: Component<Record<string, unknown>> }>(["./sheet/Sheet.svelte", "./sheet/Begin.svelte", "./dryrun/DryRun.svelte"]);

const loader = (file: string): (() => Promise<Component<Record<string, unknown>>>) | undefined => {
  const load = found[file];
  return load && (async () => (await load()).default);
};

export const SLOTS = { sheet: loader("./sheet/Sheet.svelte"), dryrun: loader("./dryrun/DryRun.svelte"), begin: loader("./sheet/Begin.svelte") };
