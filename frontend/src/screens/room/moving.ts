// A facilitator gave us another seat: the way there.
import { get } from "$lib/api";
import { t } from "$lib/i18n";
import { navigate } from "$lib/router";
import { say } from "$lib/toasts.svelte";

/** The close code of a line whose player was given another seat. */
export const MOVED = 4508;

interface Mine {
  rehearsals: { id: string; url: string }[];
}

/** Go to the seat this browser holds now; without one, to the door. */
export async function goToNewSeat(rehearsal: string): Promise<void> {
  const mine = await get<Mine>("/api/mine").catch((): Mine => ({ rehearsals: [] }));
  const found = mine.rehearsals.find((one) => one.id === rehearsal);
  navigate(found?.url ?? "/join", { replace: true });
  say(t(found ? "room.movedHere" : "room.movedAway"));
}
