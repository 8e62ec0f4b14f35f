// A file chosen on the first page waits here until its new draft's editor takes it.
let waiting: { draft: string; file: File } | undefined;

export function handOver(draft: string, file: File): void {
  waiting = { draft, file };
}

/** The file for a draft, once. */
export function handed(draft: string): File | undefined {
  if (waiting?.draft !== draft) return undefined;
  const { file } = waiting;
  waiting = undefined;
  return file;
}
