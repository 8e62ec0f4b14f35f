// What a rating can rest on: what it is called, and what may be chosen.
import { duration } from "$lib/format";
import { t as words } from "$lib/i18n";
import type { Room } from "$live/room.svelte";
import type { Evidence } from "$wire/wire";

const NEWEST = 15;
const LONGEST = 60;

export interface Choice {
  piece: Evidence;
  label: string;
}
export interface Group {
  label: string;
  choices: readonly Choice[];
}

const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** A piece in a few signs; of what is gone its id. */
export function nameOf(room: Room, { sort, id }: Evidence): string {
  switch (sort) {
    case "post": {
      const post = room.timeline.get(id);
      return post ? words("rating.piece.post", { who: post.author, at: duration(post.t) }) : id;
    }
    case "note": {
      const note = room.notes.find((one) => one.id === id);
      return words("rating.piece.note", { at: note ? duration(note.noticed) : id });
    }
    case "draft": {
      const draft = room.drafts.find((one) => one.id === id);
      return words("rating.piece.draft", { id, version: draft?.version ?? 1 });
    }
    case "inject":
    case "fact":
      return words(`rating.piece.${sort}`, { id });
    case "flag": {
      const flag = room.flags.find((one) => one.id === id);
      return words("rating.piece.flag", { at: flag ? duration(flag.t) : id });
    }
    case "chat": {
      const line = room.chat.find((one) => one.id === id);
      return line ? words("rating.piece.chat", { who: room.nameOf(line.seat), at: duration(line.t) }) : id;
    }
    case "decision": {
      const decision = room.decisions.find((one) => one.id === id);
      return words("rating.piece.decision", { at: decision ? duration(decision.t) : id });
    }
  }
}

/** Its words, for a tooltip. */
export function wordsOf(room: Room, { sort, id }: Evidence): string {
  if (sort === "post") return room.timeline.get(id)?.text ?? "";
  if (sort === "note") return room.notes.find((one) => one.id === id)?.text ?? "";
  if (sort === "draft") return room.drafts.find((one) => one.id === id)?.text ?? "";
  if (sort === "fact") return room.facts.find((one) => one.id === id)?.text ?? "";
  if (sort === "chat") return room.chat.find((one) => one.id === id)?.text ?? "";
  return sort === "decision" ? (room.decisions.find((one) => one.id === id)?.what ?? "") : "";
}

/** What may be chosen: one's own notes, and the newest of what everybody on this screen sees. */
export function choices(room: Room, focused: string | undefined): Group[] {
  const one = (sort: Evidence["sort"], id: string): Choice => {
    const piece: Evidence = { sort, id };
    const said = wordsOf(room, piece);
    return { piece, label: said ? `${nameOf(room, piece)}: ${short(said)}` : nameOf(room, piece) };
  };
  const brand = room.timeline.all().filter((post) => post.author === room.about?.brand).slice(-NEWEST);
  const groups: Group[] = [
    { label: "", choices: focused ? [{ piece: { sort: "post", id: focused }, label: words("rating.focused", { what: nameOf(room, { sort: "post", id: focused }) }) }] : [] },
    { label: words("rating.group.notes"), choices: room.notes.filter((note) => note.seat === room.seat).slice(-NEWEST).map((note) => one("note", note.id)) },
    { label: words("rating.group.posts"), choices: brand.map((post) => one("post", post.id)) },
    { label: words("rating.group.injects"), choices: room.injects.map(([id]) => one("inject", id)) },
    { label: words("rating.group.drafts"), choices: [...room.drafts.slice(-NEWEST).map((draft) => one("draft", draft.id)), ...room.decisions.map((decision) => one("decision", decision.id))] },
    { label: words("rating.group.facts"), choices: room.facts.slice(-NEWEST).map((fact) => one("fact", fact.id)) },
  ];
  return groups.filter((group) => group.choices.length > 0).map((group) => ({ ...group, choices: group.choices.toReversed() }));
}
