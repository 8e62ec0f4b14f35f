// Times as a facilitator types them.

/** Exercise seconds of `mm:ss`, `h:mm:ss` or `T+mm:ss`; a bare number is minutes. Nothing when it is none of these. */
export function secondsOf(typed: string): number | undefined {
  const text = typed.trim().replace(/^T\s*\+\s*/i, "");
  if (!/^\d{1,4}(:[0-5]?\d){0,2}$/.test(text)) return undefined;
  const parts = text.split(":").map(Number);
  if (parts.length === 1) return (parts[0] ?? 0) * 60;
  return parts.reduce((sum, part) => sum * 60 + part, 0);
}
