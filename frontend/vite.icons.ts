// An icon as one path. Lucide's own are components that build their parts one by one; a page has a hundred of them, and
// what they say is where a pen goes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

type Part = [tag: string, attributes: Record<string, string>];

const ASKED = /^@lucide\/svelte\/icons\/([a-z0-9-]+)$/;
/** A first move is from nowhere, but no longer once another part stands before it; lines may follow without a letter. */
const FIRST = /^m\s*(-?(?:\d+\.?\d*|\.\d+)[\s,]*-?(?:\d+\.?\d*|\.\d+))[\s,]*((?:[-.\d])?)/;
const OURS = "\0icon:";
const LUCIDE = join(import.meta.dirname, "node_modules/@lucide/svelte/dist/icons");
const ICON = join(import.meta.dirname, "src/parts/icon.ts");

const corners = (x: number, y: number, w: number, h: number, rx: number, ry: number): string =>
  rx === 0 ? `M${x} ${y}h${w}v${h}h${-w}z` : `M${x + rx} ${y}h${w - 2 * rx}a${rx} ${ry} 0 0 1 ${rx} ${ry}v${h - 2 * ry}a${rx} ${ry} 0 0 1 ${-rx} ${ry}h${2 * rx - w}a${rx} ${ry} 0 0 1 ${-rx} ${-ry}v${2 * ry - h}a${rx} ${ry} 0 0 1 ${rx} ${-ry}z`;

/** A part's line as path data. */
export function pathOf([tag, { d, points, ...said }]: Part): string {
  const at = (name: string): number => Number(said[name] ?? 0);
  if (tag === "path" && d !== undefined) return d.replace(FIRST, (_, to: string, more: string) => `M${to}${more && "l"}${more}`);
  if (tag === "line") return `M${at("x1")} ${at("y1")}L${at("x2")} ${at("y2")}`;
  if (tag === "polyline" && points !== undefined) return `M${points}`;
  if (tag === "circle") return `M${at("cx") - at("r")} ${at("cy")}a${at("r")} ${at("r")} 0 1 0 ${2 * at("r")} 0a${at("r")} ${at("r")} 0 1 0 ${-2 * at("r")} 0z`;
  if (tag === "rect") return corners(at("x"), at("y"), at("width"), at("height"), Number(said["rx"] ?? said["ry"] ?? 0), Number(said["ry"] ?? said["rx"] ?? 0));
  throw new Error(`an icon has a ${tag}: say in vite.icons.ts how it is drawn`);
}

/** An icon's name and its parts, as lucide's file has them. */
export function partsOf(asked: string): { name: string; node: Part[] } {
  const file = /"\.\/([a-z0-9-]+\.svelte)"/.exec(readFileSync(join(LUCIDE, `${asked}.js`), "utf8"))?.[1] ?? `${asked}.svelte`;
  const data = /const iconData = (\{.*\});/.exec(readFileSync(join(LUCIDE, file), "utf8"))?.[1];
  if (data === undefined) throw new Error(`lucide writes ${asked} in another way`);
  return JSON.parse(data) as { name: string; node: Part[] };
}

export const icons = (): Plugin => ({
  name: "icons",
  enforce: "pre",
  resolveId: (id) => (ASKED.test(id) ? id.replace(ASKED, `${OURS}$1`) : undefined),
  load(id) {
    if (!id.startsWith(OURS)) return undefined;
    const { name, node } = partsOf(id.slice(OURS.length));
    return `import { icon } from ${JSON.stringify(ICON)};\nexport default /* @__PURE__ */ icon(${JSON.stringify(name)}, ${JSON.stringify(node.map(pathOf).join(""))});`;
  },
});
