// Times, counts and durations as people read them. Exercise time is seconds since StartEx.

const pad = (n: number): string => String(n).padStart(2, "0");

/** `mm:ss`, or `h:mm:ss` from one hour on; negative times keep their sign. Seconds in. */
export function duration(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  const sign = seconds < 0 && whole > 0 ? "−" : "";
  const h = Math.floor(whole / 3600);
  const m = Math.floor((whole % 3600) / 60);
  return `${sign}${h > 0 ? `${h}:` : ""}${pad(m)}:${pad(whole % 60)}`;
}

/** The bar's clock, always with hours: `T+00:24:10`. Before StartEx `T−00:00:10`. */
export function clock(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  const sign = seconds < 0 && whole > 0 ? "−" : "+";
  return `T${sign}${pad(Math.floor(whole / 3600))}:${pad(Math.floor((whole % 3600) / 60))}:${pad(whole % 60)}`;
}

/** A moment in a list: `T+24:10`. */
export function moment(seconds: number): string {
  const text = duration(seconds);
  return text.startsWith("−") ? `T${text}` : `T+${text}`;
}

/**
 * A count as platforms show it: `214`, `2,140`, `31.2K`, `1.6M`.
 * Full up to 9,999, then cut (never rounded up: 31,990 is 31.9K), so that a shown figure is never ahead of the true one.
 */
export function count(n: number, locale = "en"): string {
  if (n < 10_000) return full(locale).format(n);
  return short(locale).format(n);
}

/** A signed change: `+0.5`, `−9`, `0`. */
export function change(n: number): string {
  if (n === 0) return "0";
  return `${n > 0 ? "+" : "−"}${Math.abs(n)}`;
}

/** A share from 0 to 1 as a whole percentage; what is there but less than one says so. */
export function percent(share: number, locale = "en"): string {
  const shown = kept(`percent ${locale}`, () => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }));
  return share > 0 && share < 0.005 ? `<${shown.format(0.01)}` : shown.format(share);
}

/** A figure with its sign and one decimal: `+0.5`, `−1.2`, `0.0`. */
export function signed(n: number, locale = "en"): string {
  const shown = kept(`signed ${locale}`, () => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: "exceptZero" }));
  return shown.format(n).replace("-", "−");
}

/** Wall time of an exercise-clock day: `Sat 19:16`. Milliseconds since the epoch in. */
export function wall(ms: number, locale = "en", timeZone?: string): string {
  const parts: Intl.DateTimeFormatOptions = { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat(locale, timeZone ? { ...parts, timeZone } : parts).format(ms).replace(",", "");
}

/** A day in a list: `Thu 12 Nov`, with the year where it is another. Milliseconds since the epoch in. */
export function day(ms: number, locale = "en", now = Date.now()): string {
  const year = new Date(ms).getFullYear() === new Date(now).getFullYear() ? {} : ({ year: "numeric" } as const);
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { weekday: "short", day: "numeric", month: "short", ...year }).format(ms).replaceAll(",", "");
}

/** Two letters for a person's ring: `Mara Voss` is MV, `Priya` is PR. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const [first, last] = [words[0] ?? "", words.length > 1 ? (words[words.length - 1] ?? "") : ""];
  const letters = last ? [...first].slice(0, 1).concat([...last].slice(0, 1)) : [...first].slice(0, 2);
  return letters.join("").toLocaleUpperCase();
}

const formats = new Map<string, Intl.NumberFormat>();

function kept(key: string, make: () => Intl.NumberFormat): Intl.NumberFormat {
  const known = formats.get(key);
  if (known) return known;
  const made = make();
  formats.set(key, made);
  return made;
}

const full = (locale: string): Intl.NumberFormat => kept(`full ${locale}`, () => new Intl.NumberFormat(locale));

const short = (locale: string): Intl.NumberFormat =>
  kept(
    `short ${locale}`,
    () =>
      new Intl.NumberFormat(locale, {
        notation: "compact",
        maximumFractionDigits: 1,
        roundingMode: "trunc",
      } as Intl.NumberFormatOptions),
  );
