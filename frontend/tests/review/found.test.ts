import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import Bets from "../../src/screens/review/Bets.svelte";
import { bookOf } from "../../src/screens/review/book";
import Figures from "../../src/screens/review/Figures.svelte";
import Findings from "../../src/screens/review/Findings.svelte";
import { shade } from "../../src/screens/review/found";
import MapPage from "../../src/screens/review/MapPage.svelte";
import { momentsOf } from "../../src/screens/review/moments";
import { aReview } from "./fixture";

afterEach(cleanup);

const book = bookOf(aReview());
const rows = (): string[] => [...document.querySelectorAll("ol:first-of-type > li .row b")].map((row) => row.textContent ?? "");

test("findings stand in order of time, with who noticed them and what became of them", () => {
  render(Findings, { book, onpick: vi.fn() });
  expect(rows()[0]).toBe("A chance an inject opened");
  const first = document.querySelector("li .row");
  expect(first).toHaveTextContent("Ground operations, after 00:40");
  expect(first).toHaveTextContent("missed");
  expect(document.body).toHaveTextContent("not noticed by the brand");
});

test("one sees only mistakes, or only what nobody noticed", async () => {
  render(Findings, { book, onpick: vi.fn() });
  await fireEvent.click(screen.getByLabelText("Mistakes (2)"));
  expect(rows()).toEqual(["Nobody answered an inject", "Published unapproved"]);
  await fireEvent.click(screen.getByLabelText("Not noticed by us (4)"));
  expect(rows()).not.toContain("A chance an inject opened");
});

test("a finding opens to its card, and its evidence leads to its moment", async () => {
  const onpick = vi.fn();
  render(Findings, { book, onpick });
  const row = screen.getByText("Published unapproved").closest("button");
  expect(row).toHaveAttribute("aria-expanded", "false");
  await fireEvent.click(row as HTMLElement);
  expect(row).toHaveAttribute("aria-expanded", "true");
  const card = document.getElementById("card-unapproved:p4") as HTMLElement;
  expect(card).toHaveTextContent("Taken down at T+25:31.");
  expect(card).toHaveTextContent("Legal had not seen it.");
  await fireEvent.click(within(card).getByText("post p4"));
  expect(onpick).toHaveBeenCalledWith(1160);
});

test("marks that a finding tells of are no moments of their own", () => {
  const ids = momentsOf(aReview()).map((moment) => moment.id);
  expect(ids).toContain("unapproved:p4");
  expect(ids).toContain("n3");
  expect(ids).not.toContain("n1");
  expect(ids).not.toContain("g1");
});

test("an assumption has its verdict in words, and what is left of its confidence", () => {
  render(Bets, { book, onpick: vi.fn() });
  const [held, broken] = document.querySelectorAll("tbody tr");
  expect(held).toHaveTextContent("A fast apology calms more than an explanation");
  expect(held).toHaveTextContent("held");
  expect(broken).toHaveTextContent("broken");
  expect(broken?.querySelector(".down")).toHaveTextContent("48 %");
});

test("a field of the map says what was met, and whether it was answered", async () => {
  const onpick = vi.fn();
  render(MapPage, { book, onpick });
  const field = screen.getByLabelText("armrest rule, Rally, against us: 31 posts, never answered");
  expect(field).toHaveClass("open");
  await fireEvent.click(field);
  const picked = document.querySelector(".picked") as HTMLElement;
  expect(picked).toHaveTextContent("We have 400 letters that say otherwise.");
  await fireEvent.click(within(picked).getByText("19:52"));
  expect(onpick).toHaveBeenCalledWith(1192);
});

test("the map stands as a list too", () => {
  render(MapPage, { book, onpick: vi.fn() });
  expect([...document.querySelectorAll("details li")].map((row) => row.textContent)).toContain(
    "walk-off at B14, Ask, against us: 187 posts answered at 06:40",
  );
});

test("each figure stands with what it means, and each seat with its load", () => {
  render(Figures, { book, onpick: vi.fn() });
  expect(document.querySelector("table")).toHaveTextContent("Median wait of the injects that were answered.");
  expect(document.body).toHaveTextContent("12 from 18:40");
  expect(document.body).toHaveTextContent("18:40 from 00:20");
});

test("shades are steps of four", () => {
  expect([1, 4, 13, 51, 100].map((posts) => shade(posts, 100))).toEqual([1, 2, 3, 4, 4]);
});
