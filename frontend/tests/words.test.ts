import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codeIn, whole } from "$lib/code";
import { marked } from "$lib/exercise";
import { direction, t } from "$lib/i18n";
import { pieces } from "$lib/rich";
import "../src/screens/workshop/dryrun/words";
import "../src/screens/workshop/sheet/words";
import "../src/screens/workshop/words";

const source = join(__dirname, "../src");
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) => /\.(svelte|ts)$/.test(name));

/** Of a post that only those who know the truth are told of: it speaks the words of their screens once it is drawn. */
const LATER = /^lib\/(truth|strategies)\.ts: /;

test("every key a screen asks for has English words", () => {
  const missing = files.flatMap((name) =>
    [...readFileSync(join(source, name), "utf8").matchAll(/\b(?:t|words)\("([a-z][\w]*(?:\.[\w-]+)+)"/g)]
      .map((found) => found[1] ?? "")
      .filter((key) => t(key) === key)
      .map((key) => `${name}: ${key}`),
  );
  expect(missing).toEqual([]);
});

test("a value that a screen gives is said", () => {
  const given = files.flatMap((name) =>
    [...readFileSync(join(source, name), "utf8").matchAll(/\b(?:t|words)\("([a-z]\w*(?:\.[\w-]+)+)", \{ ([^{}]*) \}\)/g)].map(([, key = "", values = ""]) => ({ name, key, values })),
  );
  const unsaid = given.flatMap(({ name, key, values }) => {
    const names = [...values.replace(/\([^()]*\)/g, "").matchAll(/(?:^|, )(\w+)(?=:|,|$)/g)].map((found) => found[1] ?? "").filter((one) => one !== "count");
    const said = t(key, { count: 2, ...Object.fromEntries(names.map((one) => [one, `<${one}>`])) });
    return names.filter((one) => !said.includes(`<${one}>`)).map((one) => `${name}: ${one} in ${key}`);
  });
  expect(given.length).toBeGreaterThan(300);
  expect(unsaid).toEqual([]);
});

const aliases: Record<string, string> = { $lib: "lib", $live: "live", $parts: "parts", $wire: "wire" };

/** The files that a file cannot start without: no types, and nothing that comes later. */
function needed(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, named] of readFileSync(join(source, file), "utf8").matchAll(/^ *(?:import|export)(?! type)\b(?:[^;("]* from)? "([$.][^"]+)"/gm)) {
    const [first = "", ...rest] = (named ?? "").split("/");
    const path = first in aliases ? [aliases[first], ...rest].join("/") : join(file, "..", named ?? "");
    const one = [path, `${path}.ts`, `${path}/index.ts`].find((each) => files.includes(each));
    if (one) needed(one, found);
  }
  return found;
}

describe("what a player's way in says at first", () => {
  const english = /i18n\/en\/\{([\w,]+)\}\.json/.exec(readFileSync(join(source, "lib/i18n.ts"), "utf8"))?.[1]?.split(",") ?? [];

  test.each(["screens/Join.svelte", "screens/Room.svelte", "screens/Bystander.svelte", "App.svelte"])("%s has its words with it", (screen) => {
    const all = [...needed(screen)];
    const texts = all.map((name) => readFileSync(join(source, name), "utf8").replace(/^\/\/.*/gm, ""));
    const there = new Set([...english, ...texts.flatMap((text) => [...text.matchAll(/addWords\("(\w+)"/g)].map((found) => found[1] ?? ""))]);
    const missing = texts.flatMap((text, i) => [...text.matchAll(/\bt\(["`](\w+)\./g)].filter((found) => !there.has(found[1] ?? "")).map((found) => `${all[i]}: ${found[1]}`));
    expect(english).toContain("room");
    expect(all.length).toBeGreaterThan(10);
    expect(missing.filter((one) => !LATER.test(one))).toEqual([]);
  });
});

/** The keys below a list of words. */
const keysOf = (words: object, under: string): string[] => Object.entries(words).flatMap(([name, below]) => (typeof below === "string" ? [`${under}.${name}`] : keysOf(below as object, `${under}.${name}`)));

test("words that come later are brought by whoever says them", () => {
  const folder = join(source, "i18n/en");
  const later = readdirSync(folder).filter((name) => name.endsWith(".later.json"));
  const told = later.flatMap((file) => {
    const area = file.split(".")[0] ?? "";
    const keys = keysOf(JSON.parse(readFileSync(join(folder, file), "utf8")) as object, area);
    const says = (text: string): boolean => keys.some((key) => text.includes(`"${key}"`) || text.includes(`\`${key.slice(0, key.lastIndexOf(".") + 1)}\${`));
    return files.filter((name) => says(readFileSync(join(source, name), "utf8"))).map((name) => ({ name, file }));
  });
  const without = told.filter(({ name, file }) => ![...needed(name)].some((one) => readFileSync(join(source, one), "utf8").includes(`i18n/en/${file}"`)));
  expect(new Set(told.map((one) => one.file))).toEqual(new Set(later));
  expect(without.map(({ name, file }) => `${name}: ${file}`)).toEqual([]);
});

test("no file puts text in as markup", () => {
  const raw = files.filter((name) => /\{@html|\.innerHTML|insertAdjacentHTML/.test(readFileSync(join(source, name), "utf8")));
  expect(raw).toEqual([]);
});

test("nothing lays out by left and right, but a time axis that is left to right in every language", () => {
  const sided = files.filter((name) => {
    const text = readFileSync(join(source, name), "utf8");
    if (text.includes("direction: ltr;") || name.endsWith(".d.ts")) return false; // types lay nothing out
    return /^\s*(margin|padding|border)-(left|right|top|bottom)\b|^\s*(left|right)\s*:|text-align:\s*(left|right)/m.test(text);
  });
  expect(sided).toEqual([]);
});

test("icons come one by one: the whole set is 4,651 modules", () => {
  const whole = files.filter((name) => /from "@lucide\/svelte"/.test(readFileSync(join(source, name), "utf8")));
  expect(whole).toEqual([]);
});

test("counts choose their plural", () => {
  expect(t("parts.post.reply", { count: 1, shown: "1" })).toBe("1 reply");
  expect(t("parts.post.reply", { count: 2, shown: "2" })).toBe("2 replies");
});

test("Arabic is written right to left", () => {
  expect([direction("ar"), direction("ar-EG"), direction("en")]).toEqual(["rtl", "rtl", "ltr"]);
});

describe("a post's text", () => {
  test("has tags and handles, and everything else is words", () => {
    expect(pieces("Who, @meridianair? #TooWideToFly row#15 a@b.example https://x.example/@y")).toEqual([
      { kind: "text", text: "Who, " },
      { kind: "handle", text: "@meridianair" },
      { kind: "text", text: "? " },
      { kind: "tag", text: "#TooWideToFly" },
      { kind: "text", text: " row#15 a@b.example https://x.example/" },
      { kind: "handle", text: "@y" },
    ]);
  });

  test("a tag may be in any writing, and a number alone is none", () => {
    expect(pieces("#مقعد #7").map((piece) => piece.kind)).toEqual(["tag", "text"]);
  });

  test("a copy carries the mark once", () => {
    expect(marked("Hello")).toBe("[EXERCISE] Hello");
    expect(marked(marked("Hello"))).toBe("[EXERCISE] Hello");
  });
});

describe("a joining code", () => {
  test("is found in whatever was pasted", () => {
    expect(codeIn("k7m-4r9")).toBe("K7M4R9");
    expect(codeIn("https://squall.example/join#K7M4R9")).toBe("K7M4R9");
    expect(codeIn(" K7 M4 R9 and more")).toBe("K7M4R9");
  });

  test("has six signs, none that look like another", () => {
    expect(whole("K7M4R9")).toBe(true);
    expect(whole("K7M4R")).toBe(false);
    expect(codeIn("0O1ILUV8")).toBe("");
  });
});
