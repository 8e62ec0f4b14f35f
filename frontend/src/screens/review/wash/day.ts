// A due date as people read it. A day has no time zone: it is the same one everywhere.

export function day(due: string, locale = "en"): string {
  const at = new Date(`${due}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return due;
  return new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(at);
}
