// Which chunk a module that several screens share goes into. Left alone, each combination of screens makes a chunk of its
// own, most of them with one icon in it: ninety requests for a review. Here it goes by the ways that people take.
import type { Rolldown } from "vite";

/** The ways on which a screen lies. The gallery of parts has everything, and decides nothing. */
const WAYS: Record<string, string> = {
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
const DOOR = "door";
const PLAYERS = ["room", "crowd", "brand"];
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
  if (screen !== undefined) return ways.add(WAYS[screen] ?? DOOR);
  for (const by of [...(module?.importers ?? []), ...(module?.dynamicImporters ?? [])]) {
    for (const way of waysTo(by, graph)) if (way) ways.add(way);
  }
  return ways;
}

/** The chunk of a shared module. What a module needs lies on all its ways, so that no two chunks need each other. */
export function chunkOf(id: string, graph: Graph): string {
  const ways = waysTo(id, graph);
  const on = (...all: string[]): boolean => all.every((way) => ways.has(way));
  if (on(FIRST) || (on(DOOR) && PLAYERS.some((way) => on(way)))) return FIRST;
  if (on(DOOR)) return DOOR;
  if (on("room")) return "room";
  if (on("crowd", "review")) return "feed";
  if (on("crowd")) return on("brand") ? "play" : "crowd";
  if (ways.size >= 3) return "desk";
  return [...ways].sort().join("-") || "parts";
}
