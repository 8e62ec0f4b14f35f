// The screens of a room. Each role's is a chunk of its own; a screen draws its own RoomBar and fills the rest of the
// page, while banner, emergency and closed line are drawn by the room for all.
import type { Component } from "svelte";
import type { Room } from "$live/room.svelte";

type Screen = Component<{ room: Room }>;

const screens: Record<string, () => Promise<{ default: Screen }>> = {
  lobby: () => import("../Lobby.svelte"),
  brand: () => import("../Brand.svelte"),
  critic: () => import("../Critic.svelte"),
  bystander: () => import("../Bystander.svelte"),
  facilitator: () => import("../Facilitator.svelte"),
  observer: () => import("../Observer.svelte"),
};

/** The screen of a role, or of the lobby. */
export async function load(name: string): Promise<Screen> {
  const found = screens[name];
  if (!found) throw new Error(`no screen for ${name}`);
  return (await found()).default;
}

/** Fetch a seat's screen before it is needed; seats are named after their roles. If that fails, `load` says so. */
export function ahead(seat: string): void {
  void screens[seat.split("-")[0] ?? ""]?.().catch(() => undefined);
}
