// What somebody has looked at, kept on this device: a reload does not make old messages new.

export type Seen = Readonly<Record<string, number>>;

const PREFIX = "squall.seen.";

export function keptSeen(key: string): Seen {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(PREFIX + key) ?? "{}");
    if (typeof kept !== "object" || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter((pair): pair is [string, number] => typeof pair[1] === "number"));
  } catch {
    return {}; // switched off, or written by something else
  }
}

export function keepSeen(key: string, seen: Seen): void {
  try {
    window.localStorage.setItem(PREFIX + key, JSON.stringify(seen));
  } catch {
    // Full or switched off: it is remembered until the tab closes.
  }
}
