// What an observer's notes say for each item of the guide.
import type { GuideItem, Note, Objective } from "$wire/wire";

export interface Section {
  id: string;
  title: string;
  items: readonly GuideItem[];
}

/** The guide by objective, in the objectives' order; items without a known one come last. */
export function sections(guide: readonly GuideItem[], objectives: readonly Objective[], other: string): Section[] {
  const known = objectives.map((one) => ({ id: one.id, title: one.title, items: guide.filter((item) => item.objective === one.id) }));
  const rest = guide.filter((item) => !objectives.some((one) => one.id === item.objective));
  return [...known, { id: "", title: other, items: rest }].filter((section) => section.items.length > 0);
}

/** How many notes of each tag are evidence for an item. */
export function evidence(notes: readonly Note[], item: string): Record<Note["tag"], number> {
  const counts = { note: 0, mistake: 0, chance: 0, question: 0 };
  for (const note of notes) if (note.item === item) counts[note.tag] += 1;
  return counts;
}
