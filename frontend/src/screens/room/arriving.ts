// Parts of a room that come once it is painted.
import { Later } from "$lib/later.svelte";

export const rest = new Later(() => import("./later"));
