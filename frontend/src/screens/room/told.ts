// What every room may have to tell, whoever looks at it: one file, and it comes first.
import "./told-words";
export { default as Closed } from "./Closed.svelte";
export { default as Covered } from "./Covered.svelte";
export { default as Emergency } from "./Emergency.svelte";
export { default as Meanwhile } from "./Meanwhile.svelte";
export { default as NamesTold } from "./NamesTold.svelte";
export { default as UnderBar } from "./UnderBar.svelte";
export { default as Whispers } from "./Whispers.svelte";
