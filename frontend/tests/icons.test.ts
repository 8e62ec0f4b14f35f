import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { render } from "@testing-library/svelte";
import { expect, test } from "vitest";
import Camera from "@lucide/svelte/icons/camera";
import { partsOf, pathOf } from "../vite.icons.ts";

test("each part is drawn as it was", () => {
  expect(pathOf(["path", { d: "M12 5v14" }])).toBe("M12 5v14");
  expect(pathOf(["path", { d: "m19 12-7 7-7-7" }])).toBe("M19 12l-7 7-7-7");
  expect(pathOf(["path", { d: "m4.5.5.5 2v3" }])).toBe("M4.5.5l.5 2v3");
  expect(pathOf(["path", { d: "m9 18v-6" }])).toBe("M9 18v-6");
  expect(pathOf(["line", { x1: "1", x2: "3", y1: "2", y2: "4" }])).toBe("M1 2L3 4");
  expect(pathOf(["circle", { cx: "12", cy: "13", r: "3" }])).toBe("M9 13a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z");
  expect(pathOf(["rect", { x: "2", y: "4", width: "20", height: "16" }])).toBe("M2 4h20v16h-20z");
  expect(pathOf(["rect", { x: "2", y: "4", width: "20", height: "16", rx: "2" }])).toBe("M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-12a2 2 0 0 1 2 -2z");
});

test("every icon that a screen names is one line, and says nothing of its own colours", () => {
  const source = join(__dirname, "../src");
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) => /\.(svelte|ts)$/.test(name));
  const named = new Set(files.flatMap((name) => [...readFileSync(join(source, name), "utf8").matchAll(/"@lucide\/svelte\/icons\/([a-z0-9-]+)"/g)].map((found) => found[1] ?? "")));
  expect(named.size).toBeGreaterThan(100);
  const drawn = new Set(["d", "points", "cx", "cy", "r", "x", "y", "width", "height", "rx", "ry", "x1", "x2", "y1", "y2"]);
  for (const name of named) {
    for (const part of partsOf(name).node) {
      expect(Object.keys(part[1]).filter((one) => !drawn.has(one)), name).toEqual([]);
      expect(pathOf(part), name).toMatch(/^M[\d.\s-]/);
    }
  }
});

test("an icon is hidden from who listens, and keeps the class it is given", () => {
  const { container } = render(Camera, { class: "turned" });
  const svg = container.querySelector("svg.lucide-camera.turned");
  expect(svg?.getAttribute("aria-hidden")).toBe("true");
  expect(svg?.querySelectorAll("path")).toHaveLength(1);
});
