// What is said: in which language, by whose rules of counting, with what in it; and which words are refused when a page is built.
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { flushSync } from "svelte";
import { build } from "vite";
import { afterEach, describe, expect, it, onTestFinished, test, vi } from "vitest";
import { addWords, called, language, setLanguage, t } from "$lib/i18n";
import { Speech } from "$lib/speech";
import { ready, words } from "../vite.words";

const made = (area: object, of = "en"): Record<string, unknown> => ready(JSON.stringify(area), of);

const ENGLISH = { posts: "{count, plural, one {{count} post} other {{count} posts}}", wrote: "{who} wrote", close: "Close" };
const POLISH = { posts: "{count, plural, one {{count} wpis} few {{count} wpisy} many {{count} wpisów} other {{count} wpisu}}" };
const ARABIC = { posts: "{count, plural, zero {لا منشورات} one {منشور} two {منشوران} few {{count} منشورات} many {{count} منشورًا} other {{count} منشور}}" };

function speaking(of: string, area: object): Speech {
  const speech = new Speech();
  speech.add("feed", made(ENGLISH));
  speech.choose(of, [["feed", made(area, of)]]);
  return speech;
}

describe("a language", () => {
  it("counts by its own rules", () => {
    const counted = (speech: Speech, ...counts: number[]): string[] => counts.map((count) => speech.say("feed.posts", { count }));
    expect(counted(speaking("pl", POLISH), 1, 3, 5, 22, 1.5)).toEqual(["1 wpis", "3 wpisy", "5 wpisów", "22 wpisy", "1.5 wpisu"]);
    expect(counted(speaking("ar", ARABIC), 0, 1, 2, 3, 11, 100)).toEqual(["لا منشورات", "منشور", "منشوران", "3 منشورات", "11 منشورًا", "100 منشور"]);
  });

  it("leaves to English what it has no words for, also words that come later, and English counts as in English", () => {
    const speech = speaking("fr", { close: "Fermer" });
    speech.add("late", made({ votes: ENGLISH.posts, only: "Only here" }));
    expect(["feed.close", "late.only"].map((key) => speech.say(key, {}))).toEqual(["Fermer", "Only here"]);
    expect(["feed.posts", "late.votes"].map((key) => speech.say(key, { count: 0 }))).toEqual(["0 posts", "0 posts"]); // to French, 0 is one
    speech.choose("en", []);
    expect(speech.say("feed.close", {})).toBe("Close");
  });

  it("is chosen once, whatever it brings; words that are added tell nobody", () => {
    const [speech, told] = [new Speech(), vi.fn()];
    const leave = speech.onchoose(told);
    speech.add("feed", made(ENGLISH));
    expect(told).not.toHaveBeenCalled();
    speech.choose("pl", [["feed", made(POLISH, "pl")], ["room", made({ home: "Start" }, "pl")]]);
    expect(told).toHaveBeenCalledTimes(1);
    leave();
    speech.choose("en", []);
    expect(told).toHaveBeenCalledTimes(1);
  });
});

describe("a page", () => {
  afterEach(() => setLanguage("en"));

  it("follows its language, and is written the way that is", async () => {
    const seen: string[] = [];
    const stop = $effect.root(() => {
      $effect(() => void seen.push(`${language()}: ${t("parts.close")}`));
    });
    flushSync();
    addWords("later", made({ on: "Here at last" }));
    flushSync();
    await setLanguage("ar");
    flushSync();
    stop();
    expect(seen).toEqual(["en: Close", "ar: Close"]);
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(["ar", "rtl"]);
    expect(t("later.on")).toBe("Here at last");
    addWords("later", made({ on: "And again", count: ENGLISH.posts }));
    expect([t("later.on"), t("later.count", { count: 1 })]).toEqual(["And again", "1 post"]);
  });

  it("shows a key without words, and a name without words, as they are", () => {
    expect(["nowhere", "nowhere.at.all", "parts.post", "parts.post.reply.more", "constructor", ""].map((key) => t(key))).toEqual([
      "nowhere", "nowhere.at.all", "parts.post", "parts.post.reply.more", "constructor", "",
    ]);
    expect([called("parts.role", "critic"), called("parts.role", "the cat"), called("parts", "post")]).toEqual(["Critic", "the cat", "post"]);
  });
});

test.each([
  `<b>{who}</b> {{who}} {count, plural, other {#}} &amp; "quoted" 'it's' ''`,
  "$t(app.home) $& $1 $$ 100 % #tag",
  String.raw`\x41 \u0041 \\x41 \n %__lingui_octothorpe__%`,
])("what people wrote is put in as it is: %s", (said) => {
  const speech = new Speech();
  speech.add("feed", made({ wrote: "“{who}”", many: "{count, plural, one {# by {who}} other {# by {who}, {other}}}" }));
  expect(speech.say("feed.wrote", { who: said })).toBe(`“${said}”`);
  expect(speech.say("feed.many", { count: 2000, who: said, other: said })).toBe(`2,000 by ${said}, ${said}`);
});

test.each([
  ["Text '{'name'}' and #tag, {who}", "Text {name} and #tag, Ann"],
  ["It's Ann''s, '{who}' and {who}'s", "It's Ann's, {who} and Ann's"],
  ["{count, plural, one {no} other {# '#'{who} '#'}}", "2 #Ann #"],
  ["{count, plural, one {no} other {'#'}}", "#"],
  ["{count, plural, =2 {a pair} other {#}}", "a pair"],
  [String.raw`\x41 {who}`, String.raw`\x41 Ann`],
  [String.raw`\x41`, String.raw`\x41`],
  ["{count, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}", "2nd"],
  ["{who, select, Ann {her} other {them}}", "her"],
  ["", ""],
])("the text %s says %s", (text, said) => {
  const speech = new Speech();
  speech.add("a", made({ text }));
  expect(speech.say("a.text", { who: "Ann", count: 2 })).toBe(said);
});

describe("words that nobody could say", () => {
  test.each([
    ["{who wrote", "invalid syntax"],
    ["{count, plural, one {a post}}", "{count, plural} has no `other`"],
    ["{count, plural, zero {none} other {posts}}", "en never says `zero`, only one, other and numbers like =0"],
    ["{count, plural, other {{who, select, other {#}}}}", "a # within a select"],
    ["{count, number}", "{count, number}: there is plural, selectordinal and select"],
    ["{{who}} wrote", "a brace around no name is quoted: '{'"],
    ["a } in a text", "a brace around no name is quoted: '{'"],
  ])("are refused: %s", (text, why) => {
    expect(() => made({ state: { down: text } })).toThrow(new RegExp(`^state\\.down: .*${why.replace(/[{}()[\]\\^$.|?*+]/g, "\\$&")}`, "s"));
  });

  test("are refused too where one key is two, and where there is no text", () => {
    expect(() => made({ "a.b": "one", a: { b: "two" } })).toThrow("a.b: is there twice");
    expect(() => made({ a: { b: 1 } })).toThrow("a.b: 1 is no text");
  });

  test("stop the build, by their file and key", async () => {
    const folder = mkdtempSync(join(tmpdir(), "words-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, "src/i18n/pl/feed.json");
    const built = (area: object): Promise<unknown> => {
      writeFileSync(file, JSON.stringify(area));
      return build({ root: folder, configFile: false, logLevel: "silent", plugins: [words()], build: { write: false, lib: { entry: file, formats: ["es"] } } });
    };
    mkdirSync(join(folder, "src/i18n/pl"), { recursive: true });
    await expect(built({ on: POLISH })).resolves.toMatchObject([{ output: [{ code: expect.stringContaining("on.posts") }] }]);
    await expect(built({ on: { posts: "{count, plural, one {a}}" } })).rejects.toThrow("src/i18n/pl/feed.json: on.posts: {count, plural} has no `other`");
  });
});
