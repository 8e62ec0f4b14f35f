// What stands before anything was told of it.
import type { ShownStorm, ToldTalk, ToldWash } from "$wire/wire";

/** No openings, no pushes, the dials where a drill starts. */
export const CALM: ShownStorm = { chances: [], dials: { mood: 0, volume: 1, abuse: 0.4 }, pushes: [] };
export const NO_WASH: ToldWash = { open: false, held: false, on: "nothing", question: null, finding: null, questions: [] };
export const NO_TALK: ToldTalk = { settled: [], added: [], actions: [], wash: NO_WASH };
