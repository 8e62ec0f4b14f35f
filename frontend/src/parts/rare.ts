// What any screen may show and most people never see.
export { default as Ask } from "./BannerAsk.svelte";
export { default as KeysHelp } from "./KeysHelp.svelte";
export { default as LeakedNote } from "./LeakedNote.svelte";
export { default as Marks } from "./skins/Marks.svelte";
export { default as Plate } from "./skins/Plate.svelte";
export { default as Shot } from "./Shot.svelte";
export { default as ThemeToggle } from "./ThemeToggle.svelte";
