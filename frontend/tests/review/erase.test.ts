// Who led a drill erases it, or one person's name, and only by its title.
import { fireEvent, render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { beforeEach, expect, test, vi } from "vitest";
import Erase from "../../src/screens/review/Erase.svelte";
import { aReview } from "./fixture";

interface Asked { method: string; path: string; body: unknown }
let asked: Asked[] = [];
let may = true;
const hidden = { hidden: true } as const; // jsdom knows no modal dialog

beforeEach(() => {
  [asked, may] = [[], true];
  vi.stubGlobal("fetch", (path: string, how: RequestInit) => {
    asked.push({ method: how.method ?? "GET", path, body: how.body ? JSON.parse(how.body as string) : undefined });
    return Promise.resolve(new Response(JSON.stringify({ may, title: may ? "Too wide" : "" })));
  });
});

async function opened(told: { onerased?: () => void; onreload?: () => void } = {}): Promise<void> {
  render(Erase, { review: aReview(), ...told });
  await vi.waitFor(() => screen.getByRole("button", { name: "Erase…" }));
  await fireEvent.click(screen.getByRole("button", { name: "Erase…" }));
}

const type = (value: string): Promise<boolean> => fireEvent.input(screen.getByRole("textbox", hidden), { target: { value } });

test("only who led the drill sees how", async () => {
  may = false;
  render(Erase, { review: aReview() });
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  await tick();
  expect(screen.queryByRole("button", { name: "Erase…" })).toBeNull();
});

test("the drill is erased once its title is typed, and not before", async () => {
  const onerased = vi.fn();
  await opened({ onerased });
  const button = screen.getByRole("button", { name: "Erase the drill", ...hidden });
  expect(button).toBeDisabled();
  await type("Too wid");
  expect(button).toBeDisabled();
  await type("Too wide");
  await fireEvent.submit(screen.getByRole("textbox", hidden).closest("form")!);
  await vi.waitFor(() => expect(onerased).toHaveBeenCalledOnce());
  expect(asked.at(-1)).toEqual({ method: "DELETE", path: `/api/rehearsals/${aReview().rehearsal}`, body: { title: "Too wide" } });
});

test("one person's name is erased by their seat, and the review is read again", async () => {
  const [onreload, onerased] = [vi.fn(), vi.fn()];
  await opened({ onreload, onerased });
  await fireEvent.click(screen.getByRole("radio", { name: "One person’s name", ...hidden }));
  await type("Too wide");
  expect(screen.getByRole("button", { name: "Erase the name", ...hidden })).toBeDisabled();
  const seat = aReview().seats[0]!.id;
  await fireEvent.change(screen.getByRole("combobox", hidden), { target: { value: seat } });
  await fireEvent.submit(screen.getByRole("textbox", hidden).closest("form")!);
  await vi.waitFor(() => expect(onreload).toHaveBeenCalledOnce());
  expect(onerased).not.toHaveBeenCalled();
  expect(asked.at(-1)?.body).toEqual({ title: "Too wide", seat });
});
