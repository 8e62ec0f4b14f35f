// The warm-up leaves nothing behind: words in progress of the sandbox go with it.
import { SANDBOX } from "$live/sandbox.svelte";

const OURS = [`squall.draft.${SANDBOX}.`, `squall.alerts.${SANDBOX}`];

export function wipe(storage: Storage = window.localStorage): void {
  try {
    const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? "");
    for (const key of keys) if (OURS.some((start) => key.startsWith(start))) storage.removeItem(key);
  } catch {
    // Switched off: then nothing was kept.
  }
}
