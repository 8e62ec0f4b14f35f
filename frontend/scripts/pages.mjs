// Writes a page for each screen that names that screen's files too: they come beside the first script, not after it.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../dist/", import.meta.url));
const MANIFEST = `${DIST}manifest.json`;
const SCREEN = /^src\/screens\/(\w+)\.svelte$/;

const page = readFileSync(`${DIST}index.html`, "utf8");
const files = JSON.parse(readFileSync(MANIFEST, "utf8"));

/** A chunk's own files and those it cannot start without. */
function needed(name, found = new Set()) {
  const { file, css = [], imports = [] } = files[name];
  if (found.has(file)) return found;
  found.add(file);
  for (const one of css) found.add(one);
  for (const one of imports) needed(one, found);
  return found;
}

/** What tells where most screens lie: the page of one that is found by it names it too. */
const GUIDE = "src/elsewhere.ts";
const guided = new Set(files[GUIDE].dynamicImports);

const link = (file) => `<link rel="${file.endsWith(".css") ? "stylesheet" : "modulepreload"}" crossorigin href="/${file}">`;

mkdirSync(`${DIST}pages`, { recursive: true });
for (const name of Object.keys(files)) {
  const screen = SCREEN.exec(name)?.[1];
  if (screen === undefined) continue;
  const links = [...needed(name), ...(guided.has(name) ? needed(GUIDE) : [])].filter((file) => !page.includes(basename(file))).map((file) => `    ${link(file)}\n`);
  writeFileSync(`${DIST}pages/${screen}.html`, page.replace("  </head>", `${links.join("")}  </head>`));
}
rmSync(MANIFEST); // it names every source file, and no browser asks for it
