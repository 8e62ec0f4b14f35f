// The dial is half a ring from 0 at the start over the top to 100. Angles in degrees, 180 at 0 and 0 at 100;
// places in the drawing's units with the ring's centre at (0, 0) and y upwards negative.

export const RADIUS = 120;

const within = (value: number): number => Math.min(100, Math.max(0, Math.round(value)));

/** Where a value stands on a ring of this radius. */
export function place(value: number, radius = RADIUS): { x: number; y: number } {
  const turn = Math.PI * (1 - value / 100);
  return { x: radius * Math.cos(turn), y: -radius * Math.sin(turn) };
}

/** The value a finger at (x, y) points to. Below the ring it is 0 or 100, whichever side it is on. */
export function pointed(x: number, y: number): number {
  if (y >= 0) return x < 0 ? 0 : 100;
  return within(100 * (1 - Math.atan2(-y, x) / Math.PI));
}

/** The ring from 0 up to a value, as a path. */
export function arc(value: number, radius = RADIUS): string {
  const { x, y } = place(value, radius);
  return `M${-radius} 0A${radius} ${radius} 0 0 1 ${x.toFixed(2)} ${y.toFixed(2)}`;
}

const STEPS: Record<string, number> = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10, Home: -100, End: 100 };

/** The value after a key, `undefined` for a key that does not turn it. */
export function stepped(value: number, key: string): number | undefined {
  const by = STEPS[key];
  return by === undefined ? undefined : within(value + by);
}

export const moved = (value: number, by: number): number => within(value + by);

/** Reasons as the server keeps them: the ones tapped, then own words. */
export function reason(tapped: readonly string[], own: string): string {
  return [...tapped, own.trim()].filter(Boolean).join(", ");
}
