// What a host asks of the server.
import { get, post } from "$lib/api";

export interface Host {
  /** Whether hosts sign in on this server at all. */
  asked: boolean;
  name: string | null;
  login: string | null;
  /** Another server to sign in with. */
  elsewhere: string | null;
  /** There is no host yet. */
  first: boolean;
}

export const NOBODY: Host = { asked: false, name: null, login: null, elsewhere: null, first: false };

export const host = (): Promise<Host> => get<Host>("/api/host");
export const signIn = (login: string, password: string): Promise<Host> => post<Host>("/api/host/sign-in", { login, password });
export const signUp = (key: string, login: string, name: string, password: string): Promise<Host> => post<Host>("/api/host/sign-up", { key, login, name, password });
export const signOut = (): Promise<null> => post<null>("/api/host/sign-out");
export const opens = async (key: string): Promise<boolean> => (await post<{ opens: boolean }>("/api/host/key", { key })).opens;
export const invite = async (): Promise<string> => (await post<{ url: string }>("/api/host/invites")).url;

/** Whether this browser may start rehearsals. */
export const mayStart = (who: Host): boolean => !who.asked || who.name !== null;
