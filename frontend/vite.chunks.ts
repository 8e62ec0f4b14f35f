// Which chunk a module that several screens share goes into. Left alone, each combination of screens makes a chunk of its
// own, most of them with one icon in it: ninety requests for a review. Here it goes by the ways that people take.
import type { Rolldown } from "vite";

/** The ways on which a screen lies. The gallery of parts has everything, and decides nothing. */
const WAYS: Record<string, string> = {
  Join: "join",
  Room: "room",
  Bystander: "crowd",
  Critic: "critic",
  Brand: "brand",
  Lobby: "lobby",
  Facilitator: "staff",
  Observer: "staff",
  Review: "review",
  BigScreen: "review",
  Trends: "review",
  Shared: "review",
  Workshop: "workshop",
  Draft: "workshop",
  DryRun: "workshop",
  Parts: "",
};
const FIRST = "base";
/** Where people are before they were invited anywhere. */
const HALL = "hall";
const PLAYERS = ["later", "critic", "brand"];
/** Whose way in must be light: a phone's, on the venue's network. */
const LIGHT = ["room", "crowd"];
/** What comes after the first paint, in files of their own that no page names. */
const LATER: Record<string, string> = { "/src/parts/rare.ts": "rare", "/src/screens/room/told.ts": "told", "/src/screens/room/later.ts": "later", "/src/parts/virtual.ts": "list", "/src/parts/QR.svelte": "code", "/src/elsewhere.ts": "elsewhere", "/src/live/backstage.ts": "backstage" };
/** Its own modules need each other in circles, and every screen needs some. */
const SVELTE = /\/node_modules\/svelte\//;
/** Of these it is known that no other of its modules needs them: for fields, sizes and a page's head. What a door shares with what
 * comes later in a room lies with them. */
const FIELDS = /\/svelte\/src\/internal\/client\/dom\/(?:elements\/bindings\/(?:input|size)|blocks\/svelte-head)\.js$/;
/** And these only for long lists. */
const LISTS = /\/svelte\/src\/(?:internal\/client\/dom\/blocks\/svelte-element|reactivity\/map)\.js$/;
const SCREEN = /\/src\/screens\/(\w+)\.svelte$/;

type Graph = Parameters<Rolldown.CodeSplittingNameFunction>[1];

/** Chunks that nobody needs only a part of: what but one file needs goes there too. */
const WHOLE = [FIRST, "room", "later"];

const known = new Map<string, ReadonlySet<string>>();

const laterOf = (id: string): string | undefined => Object.entries(LATER).find(([file]) => id.endsWith(file))?.[1];

/** The ways on which a module is needed. */
function waysTo(id: string, graph: Graph): ReadonlySet<string> {
  const before = known.get(id);
  if (before) return before;
  const ways = new Set<string>();
  known.set(id, ways);
  const module = graph.getModuleInfo(id);
  const screen = SCREEN.exec(id)?.[1];
  if (module?.isEntry) return ways.add(FIRST);
  const later = laterOf(id);
  if (later !== undefined) return ways.add(later);
  if (screen !== undefined) return ways.add(WAYS[screen] ?? HALL);
  for (const by of [...(module?.importers ?? []), ...(module?.dynamicImporters ?? [])]) {
    for (const way of waysTo(by, graph)) if (way) ways.add(way);
  }
  return ways;
}

/** The chunk of a shared module. What a module needs lies on all its ways, so that no two chunks need each other. */
export function chunkOf(id: string, graph: Graph): string {
  if (FIELDS.test(id)) return "fields";
  if (LISTS.test(id)) return "list";
  if (SVELTE.test(id)) return FIRST;
  const ways = waysTo(id, graph);
  const on = (...all: string[]): boolean => all.every((way) => ways.has(way));
  const entering = ["join", HALL].some((way) => on(way));
  if (on(FIRST) || (entering && LIGHT.some((way) => on(way)))) return FIRST;
  if (on("code")) return "code";
  if (on("list")) return "list";
  if (on("join")) return on("told") ? "fields" : "door";
  if (LIGHT.some((way) => on(way))) return "room";
  if (on("backstage")) return "backstage";
  if (on("rare") || (on("told") && ways.size > 1) || (on("later") && [...ways].some((way) => !PLAYERS.includes(way)))) return "common";
  if (on("later") || (ways.size > 1 && [...ways].every((way) => PLAYERS.includes(way)))) return "later";
  if (on(HALL)) return HALL;
  if (ways.size >= 3 || on("critic")) return "desk";
  return [...ways].sort().join("-") || "parts";
}

/** The same for chunks that are one whole; null where only what several files need is put together, and for what begins a chunk. */
export function wholeOf(id: string, graph: Graph): string | null {
  const begins = graph.getModuleInfo(id)?.isEntry || SCREEN.test(id) || laterOf(id) !== undefined;
  const chunk = begins ? "" : chunkOf(id, graph);
  return WHOLE.includes(chunk) ? chunk : null;
}
