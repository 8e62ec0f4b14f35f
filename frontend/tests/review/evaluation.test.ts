import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Review } from "$wire/wire";
import { hashOf, spotIn } from "../../src/screens/review/address";
import { bookOf } from "../../src/screens/review/book";
import { partsOf, reach, timeOf } from "../../src/screens/review/evaluated";
import EvaluationPage from "../../src/screens/review/EvaluationPage.svelte";
import Share from "../../src/screens/review/Share.svelte";
import { aReview } from "./fixture";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const page = (review: Review, onpick: (t: number) => void = () => undefined): unknown => render(EvaluationPage, { book: bookOf(review), onpick });

test("each item has its ratings by seat, what the log says, and how far they lie apart", () => {
  page(aReview());
  const item = screen.getByText("Nothing goes out past the decision model").closest("article")!;
  expect(within(item).getByText("They lie apart")).toBeInTheDocument();
  expect(within(item).getByText(/1 of 2 past the decision model/)).toBeInTheDocument();
  expect(within(item).getByText("“The line was signed before the drill.”")).toBeInTheDocument();
  expect(within(item).getByText("against the log")).toBeInTheDocument();
  expect(within(item).getByText("first U")).toBeInTheDocument();
  expect(screen.getByText("1 of 2 items rated by 2 evaluators")).toBeInTheDocument();
});

test("evidence leads to its moment", async () => {
  const picked: number[] = [];
  const review = aReview();
  page(review, (t) => picked.push(t));
  await fireEvent.click(screen.getAllByRole("button", { name: /^@meridianair/ })[0]!);
  expect(picked).toEqual([timeOf(review, { sort: "post", id: "p4" })]);
});

test("the filter leaves what lies apart, and what nobody rated", () => {
  const ids = (filter: "apart" | "open" | "against"): string[] => partsOf(aReview(), filter).flatMap((part) => part.rows.map((row) => row.item.id));
  expect([ids("apart"), ids("against"), ids("open")]).toEqual([["2.3"], ["2.3"], ["3.1"]]);
  expect(reach(aReview().evaluation[0]!)).toEqual([1, 3]);
});

test("names stand beside titles only while the review has them", () => {
  const review = aReview();
  expect(bookOf(review).nameOf("observer-1")).toBe("Evaluator");
  const named = { ...review, seats: review.seats.map((seat) => (seat.id === "observer-1" ? { ...seat, names: ["Quillon Ashby"] } : seat)) };
  expect(bookOf(named).nameOf("observer-1")).toBe("Evaluator (Quillon Ashby)");
});

test("the key of a link stays in the address, whatever is looked at", () => {
  const spot = spotIn("#key=r1.l1.abc&t=5");
  expect(spotIn(hashOf({ ...spot, page: "evaluation", t: 60 }))).toEqual({ t: 60, page: "evaluation", key: "r1.l1.abc" });
});

interface Asked { method: string; path: string; body: unknown }
let asked: Asked[] = [];
let may = true;
const LINK = { id: "l1", url: "http://x.example/shared#key=r1.l1.a", made: 1_000, expires: 2_000, standing: "open" };

beforeEach(() => {
  [asked, may] = [[], true];
  vi.stubGlobal("fetch", (path: string, how: RequestInit) => {
    asked.push({ method: how.method ?? "GET", path, body: how.body ? JSON.parse(how.body as string) : undefined });
    return Promise.resolve(new Response(JSON.stringify({ may, links: how.method === "DELETE" ? [{ ...LINK, url: "", standing: "revoked" }] : [LINK] })));
  });
});

async function shared(review = aReview(), onreload = (): void => undefined): Promise<void> {
  render(Share, { review, onreload });
  await vi.waitFor(() => screen.getByRole("button", { name: "Share" }));
  await fireEvent.click(screen.getByRole("button", { name: "Share" }));
}

const hidden = { hidden: true } as const; // jsdom knows no modal dialog

test("only who may give out sees how", async () => {
  may = false;
  render(Share, { review: aReview() });
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  await tick();
  expect(screen.queryByRole("button", { name: "Share" })).toBeNull();
});

test("names are unsealed after a question, and the review is read again", async () => {
  let reloads = 0;
  await shared(aReview(), () => (reloads += 1));
  await fireEvent.click(screen.getByRole("button", { name: "Unseal names", ...hidden }));
  expect(asked).toHaveLength(1);
  await fireEvent.click(screen.getByRole("button", { name: "Yes, unseal the names", ...hidden }));
  await vi.waitFor(() => expect(reloads).toBe(1));
  expect(asked.at(-1)).toEqual({ method: "POST", path: "/api/rehearsals/r1/sharing/names", body: { open: true } });
});

test("a link is made for as long as asked, and revoked", async () => {
  await shared();
  await fireEvent.click(screen.getByRole("radio", { name: "30 days", ...hidden }));
  await fireEvent.click(screen.getByRole("button", { name: "Make a link", ...hidden }));
  expect(asked.at(-1)).toEqual({ method: "POST", path: "/api/rehearsals/r1/sharing/links", body: { days: 30 } });
  await vi.waitFor(() => screen.getByRole("textbox", { name: "Link l1", ...hidden }));
  await vi.waitFor(() => expect(screen.getByRole("button", { name: "Revoke", ...hidden })).toBeEnabled());
  await fireEvent.click(screen.getByRole("button", { name: "Revoke", ...hidden }));
  expect(asked.at(-1)).toMatchObject({ method: "DELETE", path: "/api/rehearsals/r1/sharing/links/l1" });
  await vi.waitFor(() => screen.getByText("1 that opens nothing any more"));
});
