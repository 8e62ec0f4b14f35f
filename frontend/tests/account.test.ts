// An account opened by its name: what the page knows at once, the rest when it comes.
import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Author } from "$parts/types";
import Account from "../src/parts/Account.svelte";
import PostCard from "../src/parts/PostCard.svelte";

const author: Author = { handle: "greta_k52", name: "Greta K.", followers: 90, verified: false, avatar: "greta_k52" };
const known = {
  handle: "greta_k52", name: "Greta K.", bio: "Trams, tea, two cats.", followers: 94, following: 210, posts: 1_430, joined: "2019-04-02",
  history: [{ text: "Rain again.", age_days: 3 }, { text: "New tram line!", age_days: 200 }, { text: "Hello", age_days: 0.2 }],
};

let asked: string[] = [];
let status = 200;
let page: object = known;

beforeEach(() => {
  [asked, status, page] = [[], 200, known];
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    return new Response(JSON.stringify(status === 200 ? page : {}), { status });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const show = (more: object = {}) => render(Account, { rehearsal: "r1", author, onclose: () => undefined, ...more });

test("what the post says of its author is there at once, the rest when the server has answered", async () => {
  show();
  expect(screen.getByRole("dialog", { hidden: true })).toHaveTextContent("Greta K.");
  expect(await screen.findByText("Trams, tea, two cats.")).toBeInTheDocument();
  expect(asked).toEqual(["/api/rehearsals/r1/accounts/greta_k52"]);
  expect(screen.getByText("Joined April 2019")).toBeInTheDocument();
  expect(screen.getAllByRole("listitem", { hidden: true }).map((one) => one.textContent?.replace(/\s+/g, " ").trim())).toEqual([
    "Nothing posted here yet", "Rain again.3 days ago", "New tram line!7 months ago", "Helloearlier today",
  ]);
});

test("players are told of everybody alike: no figures and no past that only the crowd has", async () => {
  page = { ...known, following: null, posts: null, joined: null, history: null };
  show({ said: [{ id: "p1", text: "Who measured me?", t: 10 }] });
  expect(await screen.findByText("Trams, tea, two cats.")).toBeInTheDocument();
  expect(asked).toEqual(["/api/rehearsals/r1/accounts/greta_k52"]);
  expect(screen.getByText("Who measured me?")).toBeInTheDocument();
  expect(screen.getAllByRole("term", { hidden: true }).map((one) => one.textContent)).toEqual(["Followers"]);
  for (const secret of ["Earlier posts", "No earlier posts", /^Joined/]) expect(screen.queryByText(secret)).toBeNull();
});

test("a server that does not answer costs only the rest", async () => {
  status = 404;
  show();
  expect(await screen.findByText(/The account did not load/)).toBeInTheDocument();
  expect(screen.getByText("Greta K.")).toBeInTheDocument();
});

test("it can be closed, and is no stumbling block", async () => {
  const onclose = vi.fn();
  show({ onclose });
  await screen.findByText("Trams, tea, two cats.");
  const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  expect(violations.map((one) => one.id)).toEqual([]);
  await fireEvent.click(screen.getByRole("button", { name: "Close", hidden: true }));
  expect(onclose).toHaveBeenCalled();
});

test("where no screen offers accounts, a name is only a name", () => {
  render(PostCard, { post: { id: "p1", by: author, text: "Hi", t: 0, counts: { replies: 0, reposts: 0, likes: 0, reach: 0 }, state: "ok" } });
  expect(screen.queryByRole("button", { name: "Greta K." })).toBeNull();
});
