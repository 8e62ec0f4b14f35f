// Direct messages, as conversations between one of our accounts and one other.
import type { Room } from "$live/room.svelte";
import type { Message } from "$wire/wire";

export interface Talk {
  id: string;
  /** Our account. */
  ours: string;
  /** The other's account. */
  theirs: string;
  /** Oldest first. */
  messages: Message[];
}

/** Conversations, the latest first. */
export function talks(room: Room): Talk[] {
  const found = new Map<string, Talk>();
  for (const message of room.messages) {
    const sent = room.personas.includes(message.sender);
    const [ours, theirs] = sent ? [message.sender, message.to] : [message.to, message.sender];
    const id = `${ours} ${theirs}`;
    const talk = found.get(id) ?? { id, ours, theirs, messages: [] };
    talk.messages.push(message);
    found.set(id, talk);
  }
  return [...found.values()].sort((a, b) => (b.messages.at(-1)?.t ?? 0) - (a.messages.at(-1)?.t ?? 0));
}

/** Whether the last word is theirs. */
export const waiting = (talk: Talk): boolean => talk.messages.at(-1)?.sender === talk.theirs;
