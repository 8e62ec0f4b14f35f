// `mm:ss` or `h:mm:ss` as seconds; nothing for what is no time.

export function secondsIn(text: string): number | undefined {
  const parts = /^(?:(\d{1,2}):)?(\d{1,3}):(\d{2})$/.exec(text.trim());
  if (!parts) return undefined;
  const [hours, minutes, seconds] = [Number(parts[1] ?? 0), Number(parts[2]), Number(parts[3])];
  return seconds < 60 ? hours * 3600 + minutes * 60 + seconds : undefined;
}
