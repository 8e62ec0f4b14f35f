// The plan sheet: what is critical here, what is thin and missing; a part in a form and back; two versions compared.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fireEvent, render, screen } from "@testing-library/svelte";
import { expect, it, vi } from "vitest";
import { t } from "$lib/i18n";
import type { Component, Plan } from "$wire/wire";
import { patched, profileOf, type Kind } from "../src/live/plan";
import { formOf, patchOf, removal } from "../src/screens/plan/editing";
import { pieces } from "../src/screens/plan/files";
import PlanImport from "../src/screens/plan/PlanImport.svelte";
import PlanSheet from "../src/screens/plan/PlanSheet.svelte";
import { changesBetween, lacks, levels } from "../src/screens/plan/sheet";
import { COMPONENTS } from "../src/screens/workshop/schema";

const part = (id: string, more: Partial<Component> = {}): Component => ({ id, title: `About ${id}`, owner: "legal", weight: null, standing: "ready", kind: null, text: `Say ${id}.`, ...more });
const bet = { id: "A1", statement: "We are quick", owner: "legal", confidence: 60, breaks_when: "an hour passes" } as const;
const plan: Plan = {
  version: 4, first_reply: 900, routes: [], delegates: [], break_glass: [], severity: 1, ladder: [], red_lines: ["never"], holding: [{ id: "seen", text: "We have seen it." }], assumptions: [bet],
  components: [part("a", { kind: "listening" }), part("b", { weight: 1, standing: "thin" }), part("c", { weight: 3, standing: "missing", text: "" })],
};
const profile = profileOf([["listening", 3], ["voice", 3], ["learning", 1]]);

it("puts the critical first, and among it what nobody wrote", () => {
  expect(levels(plan, profile).map(({ level, rows }) => [level, rows.map((row) => row.id)])).toEqual([["critical", ["a", "c", "unsaid voice"]], ["minor", ["b"]]]);
  expect(lacks(plan, profile)).toEqual({ missing: 2, thin: 1 });
});

it("says in words what is thin and missing, and offers to write it to those who may", () => {
  const [onedit, onadd] = [vi.fn(), vi.fn()];
  render(PlanSheet, { plan, profile, platform: "Microblog", onedit, onadd });
  expect(screen.getByText("Critical on Microblog")).toBeInTheDocument();
  expect(screen.getByText("About c").closest("li")).toHaveTextContent("missing");
  expect(screen.getByText("About b").closest("li")).toHaveTextContent("thin");
  screen.getByRole("button", { name: "Write “Voice”" }).click();
  screen.getByRole("button", { name: "Edit “About a”" }).click();
  expect([onadd.mock.calls, onedit.mock.calls]).toEqual([[["component", "voice"]], [["component", "a"]]]);
});

it("has no pencil for those who only read", () => {
  render(PlanSheet, { plan, profile, platform: "Microblog" });
  expect(screen.queryAllByRole("button")).toEqual([]);
});

it.each(["component", "assumption", "holding", "red_line", "first_reply"] as const)("a %s goes into a form and back unchanged", (sort) => {
  const id = { component: "a", assumption: "A1", holding: "seen", red_line: "never", first_reply: "" }[sort];
  expect(changesBetween(plan, patched(plan, patchOf(plan, formOf(plan, sort, id)), 4))).toEqual([]);
});

it("a new part gets a name nobody has, and a red line changed is one taken out and one put in", () => {
  const fresh = patchOf(plan, { ...formOf(plan, "component", ""), kind: "facts_and_sources", title: "Facts" });
  expect(fresh.components[0]?.id).toBe("facts-and-sources");
  expect(patchOf(plan, { ...formOf(plan, "assumption", ""), text: "x" }).assumptions[0]?.id).toBe("A2");
  expect(patchOf(plan, { ...formOf(plan, "red_line", "never"), text: "Not Ever" })).toMatchObject({ red_lines: ["not ever"], removed: [{ sort: "red_line", id: "never" }] });
});

it("tells part by part what is new, changed and gone", () => {
  const after = patched(patched(plan, removal("holding", "seen"), 5), { ...removal("red_line", "x"), components: [part("a", { kind: "listening", text: "Say more." }), part("d")] }, 6);
  expect(changesBetween(plan, after).map((one) => [one.sort, one.id, one.before === undefined, one.after === undefined])).toEqual([
    ["component", "a", false, false],
    ["component", "d", true, false],
    ["holding", "seen", false, true],
  ]);
});

it("asks of each kind the question the server's catalogue asks", () => {
  const manual = readFileSync(join(__dirname, "../../docs/plan.md"), "utf8");
  const said = (kind: Kind): string => `| \`${kind}\` ${t(`plan.kind.${kind}.title`)} | ${t(`plan.kind.${kind}.question`)} |`;
  expect(COMPONENTS.filter((kind) => !manual.includes(said(kind)) || t(`plan.kind.${kind}.title`) === `plan.kind.${kind}.title`)).toEqual([]);
  expect(COMPONENTS).toHaveLength(15);
});

it("asks for a large file in pieces that fit into a frame, what is taken out last", () => {
  const patch = { ...removal("component", "c"), components: Array.from({ length: 20 }, (_, n) => part(`p${n}`, { text: "ض".repeat(900) })), first_reply: 60 };
  const all = pieces(patch);
  expect(all.length).toBeGreaterThan(2);
  expect(Math.max(...all.map((one) => new TextEncoder().encode(JSON.stringify(one)).length))).toBeLessThan(12_001);
  expect(all.flatMap((one) => one.components.map(({ id }) => id))).toEqual(patch.components.map(({ id }) => id));
  expect([all[0]?.first_reply, all.at(-1)?.removed]).toEqual([60, patch.removed]);
});

it("shows what a file would change, and keeps its text when it is to be mended", async () => {
  const fault = { line: 2, path: "Voice", reason: "nobody here is called `the cat`", remedy: "Write `legal`." };
  const take = vi.fn(() => Promise.resolve());
  const read = vi.fn(() => Promise.resolve({ changes: [], faults: [fault], notes: [], stays: 0 }));
  render(PlanImport, { open: true, read, take });
  await fireEvent.input(screen.getByLabelText("Or paste it here"), { target: { value: "## Voice\nOwner: the cat" } });
  await fireEvent.click(screen.getByRole("button", { name: "Show what would change" }));
  expect(await screen.findByText("Nobody here is called `the cat`. Write `legal`.")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: /^Take over/ })).toBeDisabled();
  await fireEvent.click(screen.getByRole("button", { name: "Back to the text" }));
  expect(screen.getByLabelText("Or paste it here")).toHaveValue("## Voice\nOwner: the cat");
  expect([read.mock.calls, take.mock.calls]).toEqual([[["## Voice\nOwner: the cat", false]], []]);
});
