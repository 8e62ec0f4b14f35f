// What is on each tab: pages of fields, and lists with a table.
import type { Path } from "$live/workshop/types";
import { column, type Column } from "./grid";
import type { TabName } from "./names";
import { LISTS, RECORDS, type ListName, type RecordName } from "./schema";

export interface Page {
  of: RecordName;
  path: Path;
}

export interface Section {
  key: string;
  /** Records, one below the other. */
  pages?: readonly Page[];
  list?: { path: Path; of: RecordName; columns: readonly Column[] };
}

const pages = (key: string, ...all: readonly [RecordName, string][]): Section => ({ key, pages: all.map(([of, path]) => ({ of, path: path === "" ? [] : path.split("/") })) });

/** `title:2` gives a column twice the room; `id:-5` a width of five rem. */
function list(key: ListName, ...columns: readonly string[]): Section {
  const of = LISTS[key];
  return {
    key,
    list: {
      path: key.split("/"),
      of,
      columns: columns.map((one) => {
        const [name = "", grow = "1"] = one.split(":");
        return column(of, name, Number(grow));
      }),
    },
  };
}

export const SECTIONS: Readonly<Partial<Record<TabName, readonly Section[]>>> = {
  story: [pages("story", ["story", ""], ["brief", "brief"]), list("facts", "id:-5", "text:4", "holds", "source:2", "at")],
  people: [list("cast", "handle:-10", "name:2", "bio:4", "followers", "sort:1", "stance:1", "verified"), list("seats", "id:-9", "title:2", "role:1", "position:1", "does:4", "personas:2")],
  plan: [
    list("plan/components", "id:-9", "title:2", "kind:2", "owner:2", "text:4", "standing:1"),
    list("plan/ladder", "title:4", "does:1", "position:2", "within"),
    list("plan/holding", "id:-9", "text:6"),
    list("plan/assumptions", "id:-5", "statement:4", "owner:1", "confidence", "breaks_when:3"),
    pages("plan", ["plan", "plan"]),
  ],
  hand: [list("on_demand", "id:-5", "group:1", "by:2", "text:5", "channel:1", "reach"), list("leaks", "id:-5", "title:2", "text:6", "at")],
  guide: [list("objectives", "id:-5", "title:6"), list("guide", "id:-5", "objective:1", "question:4", "target:4")],
  crowd: [pages("crowd", ["crowd", "crowd"]), pages("crowd/words", ["words", "crowd/words"]), list("crowd/topics", "id:-9", "name:2", "details:2", "asks:2", "demands:2"), pages("crowd/instrument", ["instrument", "crowd/instrument"]), pages("crowd/audience", ["audience", "crowd/audience"])],
};

/** The section a place is written in. */
export function sectionOf(tab: TabName, place: string): string | undefined {
  const sections = SECTIONS[tab] ?? [];
  const inList = sections.find((one) => one.list && (place === one.key || place.startsWith(`${one.key}/`)));
  if (inList) return inList.key;
  return sections.find((one) =>
    one.pages?.some(({ of, path }) => {
      const start = path.join("/");
      const rest = start === "" ? place : place === start ? "" : place.startsWith(`${start}/`) ? place.slice(start.length + 1) : undefined;
      return rest !== undefined && (rest === "" || RECORDS[of].some((field) => field.key === rest.split("/")[0]));
    }),
  )?.key;
}
