// Parts that every screen has, and that come later.
import { Later } from "$lib/later.svelte";

export const rare = new Later(() => import("./rare"));
export const lists = new Later(() => import("./virtual"));
