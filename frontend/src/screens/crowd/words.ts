// The crowd's quantities, pushes and openings in words.
import { duration, signed } from "$lib/format";
import { language, t } from "$lib/i18n";
import type { DialCrowd, ShockCrowd, ShownPush, StormChance } from "$wire/wire";

export type Dial = DialCrowd["dial"];
export type On = ShockCrowd["on"];

export const DIALS: Record<Dial, { least: number; most: number; step: number }> = {
  mood: { least: -1, most: 1, step: 0.1 },
  volume: { least: 0, most: 4, step: 0.25 },
  abuse: { least: 0, most: 1, step: 0.1 },
};
export const QUANTITIES: readonly On[] = ["anger", "amusement", "attention", "trust", "responsibility", "severity", "truth"];
/** Seconds in which half of a push is gone; the last one stays. */
export const FADES: readonly (number | null)[] = [120, 300, 600, 1200, 3600, null];

/** Where a dial stands, as people read it: `+0.4`, `×1.5`, `40%`. */
export function standing(dial: Dial, value: number): string {
  if (dial === "mood") return signed(value, language());
  if (dial === "volume") return `×${new Intl.NumberFormat(language(), { maximumFractionDigits: 2 }).format(value)}`;
  return new Intl.NumberFormat(language(), { style: "percent" }).format(value);
}

export const fading = (fades: number | null): string => (fades === null ? t("crowd.stays") : t("crowd.halfIn", { time: duration(fades) }));

/** `Anger +0.3, half gone in 10:00`. */
export const pushed = (push: Pick<ShownPush, "on" | "by" | "fades">): string =>
  t("crowd.pushed", { what: t(`crowd.on.${push.on}.name`), by: signed(push.by, language()), fades: fading(push.fades) });

/** What is left of a push at exercise time `now`. */
export function left(push: Pick<ShownPush, "t" | "by" | "fades">, now: number): number {
  return push.fades === null ? push.by : push.by * 2 ** (-Math.max(0, now - push.t) / push.fades);
}

/** Exercise seconds an opening is still there at `now`; nothing once it is closed. */
export function remains(chance: StormChance, now: number): number | undefined {
  return chance.closed_t === null ? Math.max(0, chance.t + chance.lasts - now) : undefined;
}
