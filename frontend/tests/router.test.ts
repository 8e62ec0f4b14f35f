import { afterEach, describe, expect, test } from "vitest";
import { followLinks, here, match, navigate } from "$lib/router";

afterEach(() => {
  window.history.replaceState(null, "", "/");
  document.body.replaceChildren();
});

describe("a path leads to its screen", () => {
  test.each([
    ["/", "Landing", {}],
    ["/join", "Join", {}],
    ["/sign-in", "SignIn", {}],
    ["/r/r7/brand-1", "Room", { rehearsal: "r7", seat: "brand-1" }],
    ["/r/r%207/s", "Room", { rehearsal: "r 7", seat: "s" }],
    ["/r/%E0%A4%A/s", "Room", { rehearsal: "%E0%A4%A", seat: "s" }],
    ["/review/r7/", "Review", { rehearsal: "r7" }],
    ["/trends", "Trends", {}],
    ["/open", "Open", {}],
    ["/workshop", "Workshop", {}],
    ["/workshop/d7", "Draft", { draft: "d7" }],
    ["/r/r7", "Lost", {}],
    ["/admin", "Lost", {}],
  ])("%s", (path, screen, params) => {
    expect(match(path)).toEqual({ screen, params });
  });
});

test("moving keeps the fragment, where the code travels", () => {
  navigate("/join#K7M4R9");
  expect(here().screen).toBe("Join");
  expect(window.location.hash).toBe("#K7M4R9");
});

test("nothing leads to another server", () => {
  expect(() => navigate("https://elsewhere.example/r/a/b")).toThrow("is not this server");
});

function clickOn(href: string, options: MouseEventInit = {}): MouseEvent {
  const link = document.createElement("a");
  link.href = href;
  document.body.append(link);
  const click = new MouseEvent("click", { bubbles: true, cancelable: true, button: 0, ...options });
  link.addEventListener("click", followLinks);
  link.dispatchEvent(click);
  return click;
}

test("a plain click on a link of ours moves without loading", () => {
  expect(clickOn("/review/r7").defaultPrevented).toBe(true);
  expect(here()).toEqual({ screen: "Review", params: { rehearsal: "r7" } });
});

test("a click that wants a new tab, or leads to no screen, is the browser's", () => {
  expect(clickOn("/review/r7", { metaKey: true }).defaultPrevented).toBe(false);
  expect(clickOn("/api/rehearsals/r7/report.html").defaultPrevented).toBe(false);
});
