// Posts as the wire tells them, and as the cards show them.
import { faceOf } from "$lib/faces";
import { jobOf } from "$lib/jobs";
import { drawnOf } from "$lib/pictures";
import { shotOf } from "$lib/shots";
import type { Author, Post, Standing } from "$parts/types";
import type {
  Platform,
  PostDeleted,
  PostEdited,
  PostExpired,
  PostHidden,
  PostJudged,
  PostLiked,
  PostLimited,
  PostPinned,
  PostPublished,
  PostReacted,
  PostRead,
  PostRemoved,
  PostReposted,
  PostRetracted,
  PostUnliked,
  PostUnreposted,
  Report,
  ShownPersona,
  ShownPost,
  ShownSeat,
} from "$wire/wire";
import { backstage } from "./behind";
import { placeOf } from "./places";

export type PostChange =
  | PostReacted
  | PostHidden
  | PostPinned
  | PostLimited
  | PostRemoved
  | PostExpired
  | PostEdited
  | PostDeleted
  | PostRetracted
  | PostJudged
  | PostRead
  | PostLiked
  | PostUnliked
  | PostReposted
  | PostUnreposted;

/** A post as it came out, at exercise time `t`; on the main platform unless it says another. */
export function published(event: PostPublished, t: number, main: Platform["id"]): ShownPost {
  return {
    id: event.post,
    author: event.author,
    ...event.byline,
    text: event.text,
    t,
    reply_to: event.reply_to,
    quote: event.quote,
    picture: event.picture,
    standing: "up",
    edited_t: null,
    gone_t: null,
    platform: event.platform ?? main,
    stars: event.stars,
    expires: event.expires,
    hidden: false,
    pinned: false,
    limited: "everyone",
    reactions: [],
    likes: 0,
    reposts: 0,
    replies: 0,
    reach: 0,
    likers: [],
    reposters: [],
    posture: event.posture,
    intent: event.intent,
    judged: null,
    gist: null,
    cites: event.cites,
    origin: event.origin,
    tactic: event.tactic,
    shows: event.shows,
    leak: event.leak,
  };
}

const GONE = { "post.deleted": "deleted", "post.retracted": "retracted", "post.removed": "removed", "post.expired": "expired" } as const;

function reacted(before: ShownPost["reactions"], { reaction, by, on }: PostReacted): ShownPost["reactions"] {
  const givers = without(before.find(([id]) => id === reaction)?.[1] ?? [], by);
  const after: ShownPost["reactions"] = before.filter(([id]) => id !== reaction);
  return on || givers.length > 0 ? [...after, [reaction, on ? [...givers, by] : givers]] : after;
}

/** Hidden from us: the place is there, the words are not. */
export const outOfSight = (post: ShownPost): boolean => post.hidden && post.text === "";

/** What is left of a post for whoever may not read it any more. */
export const concealed = (post: ShownPost): ShownPost => ({ ...post, text: "", picture: null, shows: null, leak: null });

/** A post that was just hidden or shown again, for one who reads what is hidden or does not. */
export const shownTo = (post: ShownPost, reads: boolean): ShownPost => (post.hidden && !reads ? concealed(post) : post);

const without = (from: string[], one: string): string[] => from.filter((each) => each !== one);

/** The post after one change. Those who are shown the truth keep the words of what is gone. */
export function changed(post: ShownPost, event: PostChange, t: number): ShownPost {
  switch (event.kind) {
    case "post.edited":
      return { ...post, text: event.text, edited_t: t, gist: null };
    case "post.deleted":
    case "post.retracted":
    case "post.removed":
    case "post.expired":
      return {
        ...post,
        standing: GONE[event.kind],
        pinned: false,
        gone_t: t,
        text: post.origin ? post.text : "",
        shows: post.origin ? post.shows : null,
        leak: post.origin ? post.leak : null,
      };
    case "post.hidden":
      return event.on ? { ...post, hidden: true } : { ...post, hidden: false, text: event.text, picture: event.picture, shows: event.shows, leak: event.leak };
    case "post.pinned":
      return { ...post, pinned: event.on };
    case "post.limited":
      return { ...post, limited: event.replies };
    case "post.reacted":
      return { ...post, reactions: reacted(post.reactions, event) };
    case "post.judged":
      return { ...post, judged: event.intent };
    case "post.read":
      return { ...post, gist: event.gist };
    case "post.liked":
      return { ...post, likes: post.likes + 1, likers: [...without(post.likers, event.by), event.by] };
    case "post.unliked":
      return { ...post, likes: Math.max(0, post.likes - 1), likers: without(post.likers, event.by) };
    case "post.reposted":
      return { ...post, reposts: post.reposts + 1, reposters: [...without(post.reposters, event.by), event.by] };
    case "post.unreposted":
      return { ...post, reposts: Math.max(0, post.reposts - 1), reposters: without(post.reposters, event.by) };
  }
}

/** What drawing a post needs to know beside it. */
export interface Around {
  cast: ReadonlyMap<string, ShownPersona>;
  seats: readonly ShownSeat[];
  /** The accounts this seat speaks as. */
  mine: readonly string[];
  post: (id: string) => ShownPost | undefined;
  /** Posts that went out past the decision model. */
  unapproved: ReadonlySet<string>;
  /** Posts that contradict a fact, and which one: for those who are shown the truth. */
  contradicting?: ReadonlyMap<string, string>;
  /** The scenario whose pictures these are. */
  slug?: string;
  platforms: readonly Platform[];
  brand: string | undefined;
  /** What was reported, as far as we are told, by post. */
  reports: ReadonlyMap<string, Report>;
  /** What answers a post, oldest first. */
  answers: (id: string) => readonly ShownPost[];
}

export function author(post: Pick<ShownPost, "author" | "name" | "followers" | "verified">, cast: Around["cast"]): Author {
  return {
    handle: post.author,
    name: post.name,
    followers: post.followers,
    verified: post.verified,
    avatar: faceOf(post.author, cast.get(post.author)?.sort === "organisation"),
  };
}

/** An account of the cast as an author, for what is not yet a post. */
export function account(handle: string, cast: Around["cast"]): Author {
  const known = cast.get(handle);
  return author({ author: handle, name: known?.name ?? handle, followers: known?.followers ?? 0, verified: known?.verified ?? false }, cast);
}

/** The card of a post. */
export function card(post: ShownPost, around: Around): Post {
  const answered = post.reply_to ? around.post(post.reply_to) : undefined;
  const quoted = post.quote ? around.post(post.quote) : undefined;
  const { seats } = around;
  const roleOf = (seat: string): ShownSeat["role"] | undefined => seats.find((each) => each.id === seat)?.role;
  const [against, unapproved] = [around.contradicting?.get(post.id), around.unapproved.has(post.id)];
  const picture = drawnOf(post.picture, around.slug);
  const platform = around.platforms.find((one) => one.id === post.platform);
  const drawn: Post = {
    id: post.id,
    by: author(post, around.cast),
    text: post.text,
    t: post.t,
    counts: { replies: post.replies, reposts: post.reposts, likes: post.likes, reach: post.reach },
    mine: around.mine.includes(post.author),
    liked: post.likers.some((by) => around.mine.includes(by)),
    ...(platform ? placed(post, platform, around) : {}),
    reposted: post.reposters.some((by) => around.mine.includes(by)),
    state: "ok",
    ...(answered ? { replyTo: answered.author } : {}),
    ...(quoted ? { quote: quote(quoted, around) } : {}),
    ...(picture ? { picture } : {}),
    ...(post.edited_t !== null ? { edited: post.edited_t } : {}),
    ...(post.gone_t !== null ? { deleted: post.gone_t } : {}),
    ...(post.shows ? { shot: shotOf(post.shows, (handle) => around.cast.get(handle)?.sort === "organisation", around.slug) } : {}),
    ...(post.leak ? { leak: post.leak } : {}),
  };
  if (!post.origin && !post.tactic) return drawn;
  // Read as the card is drawn: they come with what only some seats are told.
  return Object.defineProperty(drawn, "badges", { enumerable: true, get: () => backstage.here?.badgesOn(post, roleOf, { against, unapproved }) ?? [] });
}

/** What its platform makes of a post. */
function placed(post: ShownPost, platform: Platform, around: Around): Partial<Post> {
  const [first] = platform.reactions;
  const ours = ([id, givers]: readonly [string, readonly string[]]): string[] => (givers.some((by) => around.mine.includes(by)) ? [id] : []);
  const given: [string, string[]][] = [...(first ? [[first.id, post.likers] satisfies [string, string[]]] : []), ...post.reactions];
  const owned = post.author === around.brand && platform.stars;
  const answer = platform.stars && post.reply_to === null ? around.answers(post.id).find((one) => one.author === around.brand) : undefined;
  const standing = standingOf(post, around);
  return {
    place: placeOf(platform),
    reactions: Object.fromEntries([...post.reactions.map(([id, givers]) => [id, givers.length]), ...(first ? [[first.id, post.likes]] : [])]),
    gave: given.flatMap(ours),
    ...(post.stars !== null ? { stars: post.stars } : {}),
    ...(post.expires !== null ? { expires: post.expires } : {}),
    ...(standing ? { standing } : {}),
    ...(post.standing === "removed" || post.standing === "expired" ? { goneBy: post.standing } : {}),
    ...(platform.layout === "article" ? { job: jobOf(post.author, around.cast.get(post.author)?.bio) } : {}),
    ...(owned ? { owner: true } : {}),
    ...(answer ? { ownerReply: quote(answer, around) } : {}),
  };
}

function standingOf(post: ShownPost, around: Around): Standing | undefined {
  const report = around.reports.get(post.id);
  const standing: Standing = {
    ...(post.pinned ? { pinned: true } : {}),
    ...(post.limited !== "everyone" ? { limited: post.limited } : {}),
    ...(post.hidden ? { hidden: true } : {}),
    ...(report ? { report: report.answered_t === null ? "waiting" : report.breaks === null ? "kept" : "removed" } : {}),
  };
  return Object.keys(standing).length > 0 ? standing : undefined;
}

function quote(post: ShownPost, around: Around): NonNullable<Post["quote"]> {
  const shown = { id: post.id, by: author(post, around.cast), text: post.text, t: post.t };
  return post.gone_t === null ? shown : { ...shown, deleted: post.gone_t };
}
