// What the little crowd of the warm-up says, and when: a yellow umbrella was left on the tram.
import { t } from "$lib/i18n";
import { persona, type Sandbox } from "$live/sandbox.svelte";

export const CROWD = [persona("tram_four", "Line 4 regular", 320), persona("wet_socks", "Wet Socks", 1_240), persona("otto_knits", "Otto", 88), persona("puddle_patrol", "Puddle Patrol", 4_600)];

const SAID: readonly (readonly [at: number, by: number, line: string])[] = [
  [0, 0, "lost"], [0, 1, "ducks"], [0, 2, "dry"], [9, 3, "search"], [20, 0, "stop"], [33, 1, "poem"], [47, 2, "tea"], [64, 3, "sighting"],
  [82, 0, "hope"], [101, 1, "hat"], [121, 2, "found"], [140, 3, "cheer"], [158, 0, "thanks"],
];

/** Begin: what was said lies there, the rest comes by and by. */
export function begin(room: Sandbox): void {
  for (const [at, by, line] of SAID) {
    const say = (): void => void room.post(CROWD[by]?.handle ?? "", t(`warmup.said.${line}`, { brand: room.about?.brand ?? "" }));
    if (at === 0) say();
    else room.later(at * 1000, say);
  }
  hearAll(room);
}

/** The brand's tool, kinder than any: it sees everything, at once. */
export function hearAll(room: Sandbox): void {
  const posts = room.timeline.all();
  const one = { value: posts.length, low: posts.length, high: posts.length };
  room.listening = {
    type: "listening",
    reading: {
      t: 60, lag: 0, share: 1, accuracy: 1, sample: posts.length, posts: posts.length, median_reply: null,
      per_minute: [one], reach: [one], positive: [one], negative: [{ value: 0, low: 0, high: 0 }],
      themes: [], loudest: [], spikes: [],
      mentions: [...posts].reverse().map((post) => ({ post: post.id, side: "neither" as const })),
    },
  };
}

/** What is practised in this role, in the order in which one comes to it. */
export function tasksOf(room: Sandbox): string[] {
  if (room.you?.role !== "brand") return ["like", "open", "reply", "post", "repost", "capture"];
  const judge = room.you.position !== "communicator";
  return ["like", "flag", "search", ...(judge ? ["approve", "draft", "approved"] : ["draft", "approved", "publish"])];
}

/** The tasks that are done. */
export function doneOf(room: Sandbox, searched: boolean, opened: boolean): ReadonlySet<string> {
  const { did } = room;
  const done: Record<string, boolean> = {
    like: did.has("post.liked"),
    open: opened,
    reply: did.has("post.edited"),
    post: did.has("post.published"),
    repost: did.has("post.reposted"),
    capture: did.has("post.captured"),
    flag: did.has("flag.raised"),
    search: searched,
    draft: did.has("draft.submitted"),
    approve: did.has("draft.approved"),
    approved: room.drafts.some((draft) => draft.seat === room.seat && (draft.state === "approved" || draft.state === "published")),
    publish: did.has("draft.published"),
  };
  return new Set(Object.keys(done).filter((id) => done[id]));
}
