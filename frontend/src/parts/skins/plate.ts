// A picture for a post that has none: a quiet scene from a seed, the same for everybody, no file.
import { hash } from "$lib/portrait";

export const SCENES = ["hills", "sun", "steps", "arcs"] as const;
export type Scene = (typeof SCENES)[number];

export interface Plate {
  /** Degrees; the second colour of the ground is near the first. */
  hue: number;
  turn: number;
  scene: Scene;
}

const NEAR = 30;
const SPREAD = 40;

export function plateOf(seed: string): Plate {
  const hue = hash(`hue:${seed}`) % 360;
  const turn = (hue + NEAR + (hash(`turn:${seed}`) % SPREAD)) % 360;
  return { hue, turn, scene: SCENES[hash(`scene:${seed}`) % SCENES.length] ?? "hills" };
}
