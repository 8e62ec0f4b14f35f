// The moments that mattered: where to go, and where a replay opens.
import { fireEvent, render, screen } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { opensAt } from "../../src/screens/review/turns";
import Turns from "../../src/screens/review/Turns.svelte";
import type { Review, Turn } from "$wire/wire";

const TURNS: Turn[] = [
  { t: 8, sort: "inject", id: "01", label: "Walk-off", trust: -0.5, heat: 11.2 },
  { t: 204, sort: "inject", id: "03", label: "Row 15 speaks", trust: -0.1, heat: -5.4 },
  { t: 1380, sort: "brand", id: "p366", label: "Our operations desk did, by the rule.", trust: 0.3, heat: -6.8 },
];
const review = (turns: Turn[]): Review => ({ turns }) as unknown as Review;

test("a replay opens where most turned once the drill had begun", () => {
  expect(opensAt(review(TURNS))).toBe(1380);
  expect(opensAt(review(TURNS.slice(0, 1)))).toBe(0);
  expect(opensAt(review([]))).toBe(0);
});

test("each moment says when, what landed and what followed, and leads there", async () => {
  const onpick = vi.fn();
  render(Turns, { turns: TURNS, t: 204, onpick });
  const one = screen.getByRole("button", { name: /Our post.*Our operations desk did.*trust \+0\.3.*heat .6\.8/s });
  await fireEvent.click(one);
  expect(onpick).toHaveBeenCalledExactlyOnceWith(1380);
});
