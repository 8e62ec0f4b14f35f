// The trust dial's geometry: a half circle from 0 (start) to 100 (end), in a 320 by 176 picture.

export const WIDTH = 320;
export const HEIGHT = 176;
const CENTRE = { x: 160, y: 160 };
const RADIUS = 140;

export interface Spot {
  x: number;
  y: number;
}

/** Where a value lies on the arc; `out` moves it off the arc, outwards. */
export function spot(value: number, out = 0): Spot {
  const angle = Math.PI * (1 - Math.min(100, Math.max(0, value)) / 100);
  return { x: CENTRE.x + (RADIUS + out) * Math.cos(angle), y: CENTRE.y - (RADIUS + out) * Math.sin(angle) };
}

/** The arc between two values, as an SVG path. */
export function arc(from: number, to: number): string {
  const [a, b] = [spot(from), spot(to)];
  return `M${a.x.toFixed(2)} ${a.y.toFixed(2)}A${RADIUS} ${RADIUS} 0 0 1 ${b.x.toFixed(2)} ${b.y.toFixed(2)}`;
}

/** The value under a point of the picture: 0 to 100, whole. */
export function valueAt({ x, y }: Spot): number {
  const angle = Math.atan2(Math.max(0, CENTRE.y - y), x - CENTRE.x);
  return Math.round(100 * (1 - angle / Math.PI));
}
