// Where the screens lie that are not on a player's way in.
import type { Component } from "svelte";

type Screen = Component<{ params: Record<string, string> }>;

const screens = import.meta.glob<{ default: Screen }>(["./screens/*.svelte", "!./screens/{Join,Room,Lobby,Brand,Critic,Bystander,Facilitator,Observer}.svelte"]);

/** A screen by its name, or the one that says that there is none. */
export async function load(name: string): Promise<Screen> {
  const found = screens[`./screens/${name}.svelte`] ?? screens["./screens/Lost.svelte"];
  if (!found) throw new Error(`no screen ${name}`);
  return (await found()).default;
}
