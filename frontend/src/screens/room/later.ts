// What a room shows when it is asked for, or beside its feed: one file, so that it is one wait.
import "./later-words";
export { default as Account } from "$parts/Account.svelte";
export { default as Spark } from "$parts/Spark.svelte";
export { default as Trust } from "../bystander/Trust.svelte";
export { default as Mood } from "../bystander/Mood.svelte";
export { default as Verdict } from "../bystander/Verdict.svelte";
export { default as Sure } from "../lobby/Sure.svelte";
export { default as Beside } from "./Beside.svelte";
export { default as Goals } from "./Goals.svelte";
export { default as HostControls } from "./HostControls.svelte";
export { default as PostTools } from "./PostTools.svelte";
export { default as PublicComposer } from "./PublicComposer.svelte";
export { default as Rules } from "./Rules.svelte";
export { default as Shots } from "./Shots.svelte";
export { default as Thread } from "./Thread.svelte";
export { whyNoReply } from "./replies";
