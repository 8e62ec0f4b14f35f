// Marks on a line, pushed apart to the right just enough to be told apart and clicked.

/** Places in rising order, each at least `gap` after the one before it. */
export function spread(places: readonly number[], gap: number): number[] {
  const kept: number[] = [];
  for (const place of places) kept.push(Math.max(place, (kept.at(-1) ?? -Infinity) + gap));
  return kept;
}
