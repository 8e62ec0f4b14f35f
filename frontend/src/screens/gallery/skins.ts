// Every shape and every state of a post on a platform, in one moment of "Too wide for the seat".
import type { Author, Place, Post } from "$parts/types";
import { kev, lena, meridian, priya } from "./examples";

const by = (handle: string, name: string, followers: number): Author => ({ handle, name, followers, verified: false, avatar: handle });
const place = (id: string, name: string, layout: Place["layout"], skin: Place["skin"], reactions: [string, string, boolean?][], reposts = true): Place => ({
  id, name, layout, skin, reposts,
  reactions: reactions.map(([one, called, approves = true]) => ({ id: one, name: called, approves })),
});

export const PLACES = {
  microblog: place("microblog", "Microblog", "card", "microblog", [["like", "Like"]]),
  photo: place("photo", "Photo", "grid", "photo", [["like", "Like"], ["save", "Save"]]),
  video: place("short_video", "Short video", "poster", "video", [["like", "Like"]]),
  forum: place("forum", "Forum", "tree", "forum", [["up", "Up"], ["down", "Down", false]], false),
  reviews: place("reviews", "Reviews", "stars", "reviews", [["helpful", "Helpful"]], false),
  professional: place("professional", "Professional", "article", "professional", [["like", "Like"], ["support", "Support"], ["insightful", "Insightful"]]),
} as const;

type Counted = [replies: number, reposts: number, likes: number, reach: number];
const post = (id: string, where: Place, author: Author, t: number, text: string, counts: Counted, more: Partial<Post> = {}): Post => ({
  id, place: where, by: author, t, text, state: "ok",
  counts: { replies: counts[0], reposts: counts[1], likes: counts[2], reach: counts[3] },
  ...more,
});

const { microblog, photo, video, forum, reviews, professional } = PLACES;
const tom = by("tomreyes_", "Tom Reyes", 3120);
const gate = by("gate_b14", "gate b14", 88);
const marta = by("marta_l", "Marta L.", 12);
const sanne = by("sanne_aydin", "Sanne Aydin", 2204);

interface Shelf {
  place: Place;
  rows: readonly { post: Post; depth?: number }[];
}

export const SHELVES: readonly Shelf[] = [
  { place: microblog, rows: [
    { post: post("k1", microblog, meridian, 1160, "We asked Kev to leave before anybody had checked the armrests. That was wrong, and it was ours.", [806, 122, 4390, 1_900_000], { standing: { pinned: true, limited: "followers" }, edited: 1200 }) },
    { post: post("k2", microblog, gate, 1290, "Ask them what the card at the gate says. I can post a picture of it.", [12, 40, 133, 5200], { replyTo: "meridianair", standing: { hidden: true } }) },
    { post: post("k3", microblog, by("nightbus", "Night Bus", 77), 1300, "His home address, since nobody asked:", [0, 1, 2, 310], { standing: { report: "waiting" } }) },
    { post: post("k4", microblog, tom, 1311, "", [3, 0, 0, 900], { deleted: 1360, goneBy: "removed" }) },
  ] },
  { place: photo, rows: [
    { post: post("h1", photo, kev, 120, "Both armrests. Down. Where they belong. #TooWideToFly", [1206, 0, 18_431, 402_000], { gave: ["like"], liked: true, reactions: { like: 18_431, save: 3911 } }) },
    { post: post("h2", photo, priya, 160, "I sat right behind him.", [0, 0, 41, 900], { replyTo: "kevmarsh" }), depth: 1 },
    { post: post("h3", photo, by("rowdowner", "Row Downer", 51), 170, "And the crew? Show the crew.", [0, 0, 12, 310], { replyTo: "kevmarsh" }), depth: 1 },
    { post: post("h4", photo, meridian, 900, "Gate B14, tonight, 19:00. Two of us, no script.", [8, 0, 320, 88_000], { expires: 87_300 }) },
  ] },
  { place: video, rows: [
    { post: post("v1", video, by("seat_14c", "14C", 940), 62, "(clip, 19 s) He asked why three times. “Who decided this?” “It is the policy, sir.” “Sir, I need you to come with me.”", [5102, 412, 88_120, 2_104_000], { liked: true }) },
    { post: post("v2", video, tom, 110, "The second clip has the gate in it.", [2, 0, 340, 9000], { replyTo: "seat_14c" }), depth: 1 },
  ] },
  { place: forum, rows: [
    { post: post("f1", forum, tom, 1476, "I measured 14 airlines. Meridian is second widest.\n18.1 inches between the armrests. So why the show at the gate?", [406, 0, 2391, 61_000], { reactions: { up: 2391, down: 73 }, gave: ["up"] }) },
    { post: post("f2", forum, by("dfenn_88", "dfenn", 12), 1510, "So the rule was never about width.", [2, 0, 911, 9000], { reactions: { up: 930, down: 19 }, replyTo: "tomreyes_" }), depth: 1 },
    { post: post("f3", forum, by("ingrid_h", "ingrid h", 40), 1562, "Then name who sent him off.", [1, 0, 340, 4000], { reactions: { up: 350, down: 10 }, replyTo: "dfenn_88" }), depth: 2 },
    { post: post("f4", forum, gate, 1600, "", [1, 0, 0, 900], { replyTo: "ingrid_h", deleted: 1640 }), depth: 3 },
    { post: post("f5", forum, by("two_seats_please", "two seats please", 9), 1695, "I buy two seats. Nobody ever measured anything.", [0, 0, 871, 8000], { reactions: { up: 880, down: 9 }, replyTo: "tomreyes_" }), depth: 1 },
  ] },
  { place: reviews, rows: [
    { post: post("r1", reviews, marta, 1300, "My father needs two seats. I will not put him through that gate.", [1, 0, 412, 9000], {
      stars: 1, reactions: { helpful: 412 },
      ownerReply: { id: "r2", by: meridian, t: 1350, text: "Marta, your father is welcome with two seats at the price of one. I answer here, by name: Mara." },
    }) },
    { post: post("r3", reviews, by("piet_h", "Piet H.", 3), 1325, "Kind crew, bad rule.", [0, 0, 31, 700], { stars: 4, reactions: { helpful: 31 } }) },
    { post: post("r4", reviews, by("starfall", "Starfall", 0), 1330, "Never flew with them and never will.", [0, 0, 2, 90], { stars: 1, standing: { report: "kept" } }) },
  ] },
  { place: professional, rows: [
    { post: post("q1", professional, sanne, 1390, "I work gate B14. Not that night.\nWe are given ninety seconds and a card with nine rules. None of them says: talk to the person first.\n\nI am proud of my crew. I am not proud of the card, and I said so in March. I said it in the room where the card was made, to the people who made it, and I was thanked for the feedback. The card is still nine rules long. I would like the tenth rule to be the first: look up, say your name, ask. It takes eleven seconds. I have timed it, because at a gate one times everything.", [2, 188, 904, 88_000], { job: "Gate agent, Meridian Air", reactions: { like: 904, support: 1204, insightful: 388 }, gave: ["support"] }) },
    { post: post("q2", professional, lena, 1410, "Sanne, may I quote the card?", [0, 0, 12, 4000], { job: "Reporter, Calloway Courier", replyTo: "sanne_aydin", reactions: { like: 12, support: 0, insightful: 0 } }), depth: 1 },
  ] },
];
