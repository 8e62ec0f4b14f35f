// Which face an account has, the same on every screen.

/** The seed of an account's drawing: a mark for a brand or an organisation, a portrait for a person. */
export function faceOf(handle: string, organisation: boolean): string {
  return organisation ? `mark:${handle}` : handle;
}
