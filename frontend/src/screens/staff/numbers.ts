// The number people call an inject by.

/** `i04b` is 04b, its first copy 04b-1, the first cue added x1; an id without digits stays as it is. */
export function numberOf(id: string): string {
  return /(?:^x)?\d+\w?(?:-\d+)?$/.exec(id)?.[0] ?? id;
}
