// Asking from a screen: what is turned down is told in the server's own words.
import { say } from "$lib/toasts.svelte";
import { t } from "$lib/i18n";
import { Refused } from "$live/room.svelte";

/** Wait for an ask; a refusal is told, and gives undefined. */
export async function trying<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    say(refused.message ? sentence(refused.message) : t("room.refused"), { tone: "bad" });
    return undefined;
  }
}

/** The server's detail as a line for people: it begins with a capital. */
export function sentence(detail: string): string {
  return detail.charAt(0).toLocaleUpperCase() + detail.slice(1);
}
