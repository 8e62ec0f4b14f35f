// Which chunk a module that several screens share goes into. Left alone, each combination of screens makes a chunk of its
// own, most of them with one icon in it: ninety requests for a review. Here it goes by the ways that people take.
import type { Rolldown } from "vite";

/** The ways on which a screen lies. The gallery of parts has everything, and decides nothing. */
const WAYS: Record<string, string> = {
  Join: "join",
  Room: "room",
  Bystander: "crowd",
  Critic: "crowd",
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
const PLAYERS = ["room", "crowd", "brand"];
/** Its own modules need each other in circles, and every screen needs some. */
const SVELTE = /\/node_modules\/svelte\//;
const SCREEN = /\/src\/screens\/(\w+)\.svelte$/;

type Graph = Parameters<Rolldown.CodeSplittingNameFunction>[1];

const known = new Map<string, ReadonlySet<string>>();

/** The ways on which a module is needed. */
function waysTo(id: string, graph: Graph): ReadonlySet<string> {
  const before = known.get(id);
  if (before) return before;
  const ways = new Set<string>();
  known.set(id, ways);
  const module = graph.getModuleInfo(id);
  const screen = SCREEN.exec(id)?.[1];
  if (module?.isEntry) return ways.add(FIRST);
  if (screen !== undefined) return ways.add(WAYS[screen] ?? HALL);
  for (const by of [...(module?.importers ?? []), ...(module?.dynamicImporters ?? [])]) {
    for (const way of waysTo(by, graph)) if (way) ways.add(way);
  }
  return ways;
}

/** The chunk of a shared module. What a module needs lies on all its ways, so that no two chunks need each other. */
export function chunkOf(id: string, graph: Graph): string {
  if (SVELTE.test(id)) return FIRST;
  const ways = waysTo(id, graph);
  const on = (...all: string[]): boolean => all.every((way) => ways.has(way));
  const entering = ["join", HALL].some((way) => on(way));
  if (on(FIRST) || (entering && PLAYERS.some((way) => on(way)))) return FIRST;
  if (entering) return on("join") ? "door" : HALL;
  if (on("room")) return "room";
  if (on("crowd", "review")) return "feed";
  if (on("crowd")) return on("brand") ? "play" : "crowd";
  if (ways.size >= 3) return "desk";
  return [...ways].sort().join("-") || "parts";
}
