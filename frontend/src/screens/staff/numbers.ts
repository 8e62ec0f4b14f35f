// The number people call an inject by.

/** `i04b` is 04b; an id without digits stays as it is. */
export function numberOf(id: string): string {
  return /\d+\w?$/.exec(id)?.[0] ?? id;
}
