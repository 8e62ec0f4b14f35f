// Draws of a list of thousands only what is looked at.
export { VList, type VListHandle } from "virtua/svelte";
