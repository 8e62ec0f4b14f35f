// Private goals as their card shows them.
import type { Goal, GoalStanding } from "$wire/wire";

export interface ShownGoal {
  title: string;
  points: number;
  /** Undefined while nobody has judged it. */
  reached: boolean | undefined;
  t: number | undefined;
}

export function goalsOf(goals: readonly Goal[], standing: readonly GoalStanding[]): ShownGoal[] {
  return goals.map(({ title, points }, at) => {
    const found = standing.find((one) => one.goal === at);
    return { title, points, reached: found?.reached, t: found?.t };
  });
}

/** Points won, and points there are. */
export const pointsOf = (goals: readonly ShownGoal[]): { won: number; of: number } => ({
  won: goals.reduce((sum, one) => sum + (one.reached ? one.points : 0), 0),
  of: goals.reduce((sum, one) => sum + one.points, 0),
});
