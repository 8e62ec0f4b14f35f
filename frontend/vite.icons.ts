// Icons are drawn when the page is built: each is its drawing and nothing else. The library's own component builds every
// one anew from a list, with properties that nobody here sets, and takes seven times as long to show it.
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const ICON = /\/@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte$/;
const DRAWING = /const iconData = (\{.*\});/;

type Shape = readonly [tag: string, attributes: Record<string, string>];

interface Drawing {
  name: string;
  size: number;
  node: readonly Shape[];
}

const shape = ([tag, attributes]: Shape): string =>
  `<${tag} ${Object.entries(attributes)
    .map(([name, value]) => `${name}="${value}"`)
    .join(" ")} />`;

/** The drawing that a file of the library holds, as a component without properties. Size, stroke and colour are in base.css. */
export function drawn(file: string, source: string): string {
  const found = DRAWING.exec(source)?.[1];
  if (found === undefined) throw new Error(`${file} holds no icon in the form that is known: see what the library changed`);
  const { name, size, node } = JSON.parse(found) as Drawing;
  return `<svg class="lucide lucide-${name}" viewBox="0 0 ${size} ${size}" aria-hidden="true">${node.map(shape).join("")}</svg>\n`;
}

/** Takes the library's icons as drawings. */
export function icons(): Plugin {
  return {
    name: "squall:icons",
    enforce: "pre",
    config: () => ({ optimizeDeps: { exclude: ["@lucide/svelte"] } }),
    load: (id) => (ICON.test(id) ? drawn(id, readFileSync(id, "utf8")) : undefined),
  };
}
