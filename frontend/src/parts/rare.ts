// What any screen may show and most people never see.
export { default as Ask } from "./BannerAsk.svelte";
export { default as KeysHelp } from "./KeysHelp.svelte";
