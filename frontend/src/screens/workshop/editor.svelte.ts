// Where an author is in a draft: the tab, the item picked in each list, and what the check says there.
import { createContext, tick } from "svelte";
import type { Desk } from "$live/workshop/desk.svelte";
import { pathOf } from "$live/workshop/places";
import { named, said, wordOf } from "$live/workshop/tree";
import type { Finding, Path } from "$live/workshop/types";
import { TABS, tabOf, type TabName } from "./names";
import { LISTS } from "./schema";
import { SECTIONS, sectionOf } from "./sections";

export interface Placed extends Finding {
  sort: "fault" | "advice";
  at: Path;
  /** The path in one word. */
  place: string;
}

/** The tab an address asks for, as `?tab=sheet` does. */
function tabAsked(): TabName {
  const asked = new URLSearchParams(window.location.search).get("tab") ?? "";
  return [...TABS, "sheet", "dryrun"].includes(asked) ? (asked as TabName) : "cues";
}

export class Editor {
  tab = $state<TabName>(tabAsked());
  /** The word of the item picked, by list: `msel` → `07`. */
  picked = $state<Readonly<Record<string, string>>>({});
  /** The list shown of a tab that has several. */
  section = $state<Readonly<Record<string, string>>>({});

  readonly findings: readonly Placed[] = $derived.by(() => {
    const { check, tree } = this.desk;
    const placed = (sort: Placed["sort"], all: readonly Finding[] = []): Placed[] =>
      all.map((one) => {
        const at = pathOf(tree, one.path);
        return { ...one, sort, at, place: said(at) };
      });
    return [...placed("fault", check?.faults), ...placed("advice", check?.advice)];
  });
  readonly faults: number = $derived(this.findings.filter((one) => one.sort === "fault").length);

  constructor(readonly desk: Desk) {
    desk.onrename = (list, from, to) => {
      if (this.picked[list] === from) this.pick(list, to);
    };
  }

  /** Where others see us. */
  get where(): string {
    const list = this.#listShown();
    const item = list === undefined ? undefined : this.picked[list];
    return list !== undefined && item !== undefined ? `${list}/${item}` : this.tab;
  }

  /** What the check says of a place itself. */
  at(place: string): Placed[] {
    return this.findings.filter((one) => one.place === place);
  }

  /** What it says of a place and all inside it. */
  under(place: string): Placed[] {
    return this.findings.filter((one) => one.place === place || one.place.startsWith(`${place}/`));
  }

  pick(list: string, word: string | undefined): void {
    const { [list]: _, ...rest } = this.picked;
    this.picked = word === undefined ? rest : { ...rest, [list]: word };
  }

  /** Open the tab a place is on, pick its item and focus its field. */
  async go(path: Path): Promise<void> {
    const place = said(path);
    this.tab = tabOf(wordOf(path[0] ?? ""));
    const list = Object.keys(LISTS).find((one) => place === one || place.startsWith(`${one}/`));
    const section = sectionOf(this.tab, place);
    if (section !== undefined) this.section = { ...this.section, [this.tab]: section };
    const step = list === undefined ? undefined : path[list.split("/").length];
    if (list !== undefined && step !== undefined) this.pick(list, wordOf(step));
    await tick();
    await tick();
    focusOn(place);
  }

  /** Go where somebody else is: a tab, or a list and the name of its item. */
  async visit(where: readonly string[]): Promise<void> {
    const place = where.join("/");
    const list = Object.keys(LISTS).find((one) => place === one || place.startsWith(`${one}/`));
    if (list === undefined) return void (this.tab = where[0] as TabName);
    const name = where[list.split("/").length];
    await this.go([...list.split("/"), ...(name === undefined ? [] : [named(list.split("/"), name)])]);
  }

  #listShown(): string | undefined {
    if (this.tab === "cues") return "msel";
    const shown = this.section[this.tab] ?? SECTIONS[this.tab]?.[0]?.key;
    return shown !== undefined && shown in LISTS ? shown : undefined;
  }
}

/** Focus the field of a place, or of the nearest place around it. */
function focusOn(place: string): void {
  for (let at = place; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf("/")))) {
    const box = document.querySelector<HTMLElement>(`[data-place="${CSS.escape(at)}"]`);
    const target = box?.matches("input, textarea, select, button") ? box : box?.querySelector<HTMLElement>("input, textarea, select, button");
    if (!target) continue;
    target.closest("details")?.setAttribute("open", "");
    target.focus();
    box?.scrollIntoView({ block: "center" });
    return;
  }
}

/** Who changed a place, or something around or inside it, a moment ago. */
export function flashAt(flashes: ReadonlyMap<string, string>, place: string): string | undefined {
  for (const [at, by] of flashes) if (at === place || place.startsWith(`${at}/`) || at.startsWith(`${place}/`)) return by;
  return undefined;
}

export const [deskHere, provideDesk] = createContext<Desk>();
export const [editorHere, provideEditor] = createContext<Editor>();
