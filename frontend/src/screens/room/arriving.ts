// Parts of a room that come once it is painted: what it may have to tell, and what is asked for.
import { Later } from "$lib/later.svelte";

export const told = new Later(() => import("./told"));
export const rest = new Later(() => import("./later"));
