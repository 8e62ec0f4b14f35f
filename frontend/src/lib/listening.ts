// What the brand's listening tool says, with how sure it is: nothing of it is the truth.
import type { Estimate, Heard } from "$wire/wire";

export type Maybe = Estimate | null;

/** The latest figure of a curve, if the tool has any. */
export const latest = (curve: readonly Maybe[]): Estimate | undefined => curve.at(-1) ?? undefined;

/** The bounds as people read them: `240–460`, or nothing where they are as narrow as the figure. */
export function bounds({ low, high }: Estimate, shown: (n: number) => string): string {
  const [from, to] = [shown(low), shown(high)];
  return from === to ? "" : `${from}–${to}`;
}

/** Figures without the moments at which there was none. */
export const known = (curve: readonly Maybe[]): Estimate[] => curve.filter((one) => one !== null);

/**
 * By how much the latest figure has moved in `back` minutes; 0 unless what it was then lies outside of what
 * it may be now. A tool that sees a sample moves by itself.
 */
export function moved(curve: readonly Maybe[], back = 5): number {
  const now = latest(curve);
  const then = curve.at(-1 - back) ?? known(curve)[0];
  if (!now || !then || (then.value >= now.low && then.value <= now.high)) return 0;
  return now.value - then.value;
}

/** Whether it has anything to show yet: it begins some minutes after StartEx. */
export const speaks = (heard: Heard | undefined): heard is Heard => heard !== undefined && heard.per_minute.length > 0;
