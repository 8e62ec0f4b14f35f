import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { nameOf, press, register, registered, switchShortcuts } from "$lib/keys";

const key = (name: string, more: KeyboardEventInit = {}): KeyboardEvent =>
  new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...more });

beforeEach(() => window.addEventListener("keydown", press));
afterEach(() => {
  window.removeEventListener("keydown", press);
  switchShortcuts(true);
  document.body.replaceChildren();
});

test("a press has one name", () => {
  expect(nameOf(key("J", { shiftKey: true }))).toBe("Shift+j");
  expect(nameOf(key(" ", { shiftKey: true }))).toBe("Shift+Space");
  expect(nameOf(key("?", { shiftKey: true }))).toBe("?");
  expect(nameOf(key("Enter", { ctrlKey: true }))).toBe("Mod+Enter");
});

test("a registered key runs until it is taken away", () => {
  const run = vi.fn();
  const away = register({ keys: "j", does: "Next post", run });
  window.dispatchEvent(key("j"));
  expect(run).toHaveBeenCalledTimes(1);
  away();
  window.dispatchEvent(key("j"));
  expect(run).toHaveBeenCalledTimes(1);
  expect(registered()).toEqual([]);
});

test("the newest that fits wins, and one whose time is not now is passed over", () => {
  const old = vi.fn();
  const fresh = vi.fn();
  let now = true;
  const away = register({ keys: "x", does: "a", run: old }, { keys: "x", does: "b", run: fresh, when: () => now });
  window.dispatchEvent(key("x"));
  now = false;
  window.dispatchEvent(key("x"));
  away();
  expect([old.mock.calls.length, fresh.mock.calls.length]).toEqual([1, 1]);
});

test("single keys are silent while somebody types; a chord still works", () => {
  const single = vi.fn();
  const chord = vi.fn();
  const away = register({ keys: "j", does: "Next", run: single }, { keys: "Mod+k", does: "Find", run: chord });
  const box = document.body.appendChild(document.createElement("textarea"));
  box.dispatchEvent(key("j"));
  box.dispatchEvent(key("k", { ctrlKey: true }));
  away();
  expect([single.mock.calls.length, chord.mock.calls.length]).toEqual([0, 1]);
});

test("single keys can be switched off, and stay off on this device", () => {
  const run = vi.fn();
  const away = register({ keys: "j", does: "Next", run });
  switchShortcuts(false);
  window.dispatchEvent(key("j"));
  away();
  expect(run).not.toHaveBeenCalled();
  expect(window.localStorage.getItem("squall.shortcuts")).toBe("off");
});

test("behind an open dialog no key does anything", () => {
  const run = vi.fn();
  const away = register({ keys: "Space", does: "GO", run });
  document.body.innerHTML = "<dialog open></dialog>";
  window.dispatchEvent(key(" "));
  expect(run).not.toHaveBeenCalled();
  document.body.replaceChildren();
  window.dispatchEvent(key(" "));
  expect(run).toHaveBeenCalledTimes(1);
  away();
});
