// Marks on a line, pushed apart just enough to be told apart and clicked.

/**
 * Places in rising order, each at least `gap` after the one before it, none beyond `end`.
 *
 * Where too many want too little room, they share it evenly.
 */
export function spread(places: readonly number[], gap: number, end: number): number[] {
  const room = Math.min(gap, end / Math.max(1, places.length - 1));
  const kept: number[] = [];
  for (const place of places) kept.push(Math.max(place, (kept.at(-1) ?? -Infinity) + room));
  let most = end;
  for (let i = kept.length - 1; i >= 0 && (kept[i] ?? 0) > most; i -= 1) {
    kept[i] = most;
    most -= room;
  }
  return kept;
}
