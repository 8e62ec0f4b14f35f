// Direct messages as conversations: one of our accounts with somebody else's.
import type { Message } from "$wire/wire";

export interface Talk {
  key: string;
  /** Our account in it. */
  mine: string;
  other: string;
  /** Oldest first. */
  messages: readonly Message[];
  /** How many of them came from the other side. */
  incoming: number;
}

export const keyOf = (mine: string, other: string): string => `${mine}>${other}`;

/** Every conversation, the one written in last first. Messages between two others are not ours. */
export function talks(messages: readonly Message[], mine: readonly string[]): Talk[] {
  const found = new Map<string, Talk>();
  for (const message of messages) {
    const ours = mine.find((each) => each === message.sender) ?? mine.find((each) => each === message.to);
    if (ours === undefined) continue;
    const other = ours === message.sender ? message.to : message.sender;
    const key = keyOf(ours, other);
    const so = found.get(key) ?? { key, mine: ours, other, messages: [], incoming: 0 };
    found.delete(key); // and back in at the end: the order of the map is who wrote last
    found.set(key, { ...so, messages: [...so.messages, message], incoming: so.incoming + (message.sender === ours ? 0 : 1) });
  }
  return [...found.values()].reverse();
}

/** How many messages of a conversation nobody here has looked at. */
export const unread = (talk: Talk, seen: Readonly<Record<string, number>>): number => Math.max(0, talk.incoming - (seen[talk.key] ?? 0));
