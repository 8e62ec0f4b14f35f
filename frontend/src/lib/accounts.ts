// Whose name may be opened: a screen offers it once, and every post's author on it is a button.
import { createContext } from "svelte";
import type { Author } from "$parts/types";
import { get } from "./api";

/**
 * An account as its own page would show it. Players are told of everybody what the scenario says of its
 * cast, and no more: else the card would say who is of the crowd. Staff and the review are told the rest.
 */
export interface Profile {
  handle: string;
  name: string;
  bio: string;
  followers: number;
  following: number | null;
  posts: number | null;
  /** When it joined: a date, or whatever the platform says. */
  joined: string | null;
  history: readonly { text: string; age_days: number }[] | null;
}

export type Open = (author: Author) => void;

const [here, offer, offered] = createContext<Open>();

/** Let names be opened on this screen and everything in it. */
export const offerAccounts = offer;

/** The way to open an account on this screen, if it offers one. */
export const accountsHere = (): Open | undefined => (offered() ? here() : undefined);

export function profile(rehearsal: string, handle: string, signal?: AbortSignal): Promise<Profile> {
  return get<Profile>(`/api/rehearsals/${encodeURIComponent(rehearsal)}/accounts/${encodeURIComponent(handle)}`, signal);
}
