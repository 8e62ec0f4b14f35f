// What the parts gallery shows: one moment of the drill "Too wide for the seat", at T+24:10.
import type { Author, Line, Marker, Persona, Post, Rung, Sample } from "$parts/types";

const by = (handle: string, name: string, followers: number, verified = false, avatar = handle): Author => ({
  handle,
  name,
  followers,
  verified,
  avatar,
});

export const meridian = by("meridianair", "Meridian Air", 412_000, true, "mark:globe");
export const kev = by("kevmarsh", "Kev Marsh", 1_600_000, true, "kev2 cap beard");
export const priya = by("priya_row15", "Priya N.", 412, false, "priya bun plain");
export const lena = by("lenaortiz", "Lena Ortiz", 38_400, true, "lena long plain");
const rania = by("rania_k", "رانيا ك.", 920, false, "rania waves plain");

const post = (id: string, author: Author, t: number, text: string, counts: readonly number[], more: Partial<Post> = {}): Post => ({
  id,
  by: author,
  t,
  text,
  counts: { replies: counts[0] ?? 0, reposts: counts[1] ?? 0, likes: counts[2] ?? 0, reach: counts[3] ?? 0 },
  state: "ok",
  ...more,
});

export const kevAsks = post(
  "p31",
  kev,
  1361,
  "Meridian’s answer to a human being is a paragraph from 2011 about armrests. I had BOTH armrests down. There is a photo. So who measured me, @meridianair? #TooWideToFly",
  [2140, 9412, 31_240, 1_132_000],
);

export const feed: Post[] = [
  post("p34", lena, 1410, "Asked @meridianair at 19:01 who decides: the crew, or a rule? I file at 19:20, with or without an answer.", [61, 348, 902, 41_300]),
  post("p33", rania, 1402, "يعني القاعدة أهم من الراكب؟ @meridianair أجيبوا على السؤال.", [12, 40, 133, 5200]),
  post("p32", priya, 1382, "Row 15 on that flight. He sat down, both armrests went down, nobody complained. Then the gate agent came back for him. That is what I saw.", [214, 1830, 6107, 96_000], { liked: true }),
  kevAsks,
  post("p28", meridian, 1160, "Our Extra Seat policy has applied equally to all guests since 2011. Guests must be able to lower both armrests.", [4806, 1122, 390, 1_900_000], {
    edited: 1200,
    badges: [{ text: "brand", tone: "brand", role: "brand" }, { text: "defends", tone: "neutral" }, { text: "no approval", tone: "bad" }],
  }),
  post("p27", kev, 1102, "Still waiting.", [88, 410, 2204, 91_000], { quote: { id: "p2", by: meridian, t: 400, text: "We have seen this and are finding out what happened at the gate." } }),
];

const said = (id: string, more: Partial<Post>): Post => post(id, meridian, 1531, "We got the order wrong, Kev.", [0, 0, 0, 0], more);

export const sending = said("s1", { state: "sending" });
export const failed = said("s2", { state: "failed" });
export const deleted = said("s3", { deleted: 1531 });

export const climbing: Rung[] = [
  { label: "Draft", state: "done", note: "01:05" },
  { label: "Legal", state: "done", note: "04:32" },
  { label: "Decision", state: "now", who: "Ilan, nudged 1x" },
  { label: "Publish", state: "next", who: "you" },
];
export const refused: Rung[] = [
  { label: "Draft", state: "done", note: "02:10" },
  { label: "Legal", state: "refused", who: "changes:", note: "“admits fault”" },
  { label: "Decision", state: "next", who: "Ilan" },
  { label: "Publish", state: "next", who: "you" },
];
export const passed: Rung[] = [
  { label: "Draft", state: "done", note: "00:39" },
  { label: "Legal", state: "skipped", who: "none" },
  { label: "Decision", state: "skipped", who: "none" },
  { label: "Publish", state: "refused", who: "19:20, logged" },
];

export const personas: Persona[] = [kev, by("roomforall", "Room for All", 88_000, true, "mark:columns")];

const along = (knots: readonly (readonly [number, number])[]): Sample[] =>
  knots.map(([minutes, value]) => ({ t: minutes * 60, value }));

export const trust: Line = { id: "trust", label: "trust", colour: "var(--brand)", points: along([[0, 71], [3, 68], [6, 64], [12, 62], [19.3, 59], [21, 53], [24.2, 48]]) };
export const heat: Line = { id: "heat", label: "heat", colour: "var(--critic)", dashed: true, points: along([[0, 4], [2, 22], [4, 40], [8, 50], [11, 48], [16, 53], [19.3, 58], [22, 78], [24.2, 81]]) };

export const markers: Marker[] = [
  ...([[0.3, "01"], [5, "03"], [9, "04"], [14, "05"], [18.5, "06"], [22.1, "07"]] as const).map(([m, label]): Marker => ({ t: m * 60, label, kind: "inject" })),
  ...[36, 42, 50].map((m): Marker => ({ t: m * 60, label: `${m}`, kind: "inject", ahead: true })),
  { t: 6.7 * 60, label: "holding line", kind: "brand", posture: "answers" },
  { t: 13.1 * 60, label: "promise", kind: "brand", posture: "initiates" },
  { t: 19.3 * 60, label: "policy text", kind: "brand", posture: "defends" },
];
