// A person's own answers: sent with the browser's cookie alone, and told back to nobody else.
import { get, post } from "$lib/api";

interface Given {
  answers: Record<string, string>;
}

const path = (rehearsal: string): string => `/api/rehearsals/${encodeURIComponent(rehearsal)}/answers`;

export const MOST = 280;

export const mine = async (rehearsal: string): Promise<Record<string, string>> => (await get<Given>(path(rehearsal))).answers;

export const give = async (rehearsal: string, question: number, text: string): Promise<Record<string, string>> =>
  (await post<Given>(path(rehearsal), { question, text })).answers;
