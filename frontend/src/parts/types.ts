// What the parts are given. Times `t` are exercise seconds since StartEx.

import type { Component } from "svelte";

export type Role = "brand" | "critic" | "bystander" | "crowd" | "facilitator" | "observer";
export type Skin = "microblog" | "photo" | "video" | "forum" | "reviews" | "professional";
/** How a platform lays a post out. */
export type Layout = "card" | "grid" | "poster" | "tree" | "stars" | "article";
export type ClockState = "lobby" | "live" | "held" | "ended";
export type Tone = "neutral" | "accent" | "good" | "warn" | "bad" | "amber" | Role;

/** An image and what it shows in words; without a file, a card of words is drawn. */
export interface Picture {
  src: string;
  alt: string;
  card?: { title: string; lines: readonly string[] };
}

/** The author of a post: a fictional account. */
export interface Author {
  handle: string;
  name: string;
  followers: number;
  verified: boolean;
  /** Seed of the drawn portrait; `mark:…` draws a brand's mark instead. */
  avatar: string;
}

export interface Counts {
  replies: number;
  reposts: number;
  likes: number;
  reach: number;
}

/** What one may give a post on its platform, beside words. */
export interface Reaction {
  id: string;
  name: string;
  /** Whether it is for the post; a vote down is not. */
  approves: boolean;
}

/** What a card knows of the platform its post is on; shared by all of them. */
export interface Place {
  id: string;
  name: string;
  layout: Layout;
  skin: Skin;
  reactions: readonly Reaction[];
  reposts: boolean;
  /** Degrees; without it the look's own. */
  hue?: number;
}

/** What happened to a post beside its words; each is drawn only for those who are told. */
export interface Standing {
  pinned?: boolean;
  /** Who may still answer, where it is limited. */
  limited?: "followers" | "nobody";
  /** Hidden by its place's owner: its author and they see it. */
  hidden?: boolean;
  report?: "waiting" | "kept" | "removed";
}

/** What only facilitators, observers and the review see of a post. */
export interface Badge {
  text: string;
  tone: Tone;
  role?: Role;
}

export interface Post {
  id: string;
  by: Author;
  text: string;
  t: number;
  counts: Counts;
  /** Without one it is a plain card with a like. */
  place?: Place;
  /** One to five, of a review. */
  stars?: number;
  /** How often each reaction was given. */
  reactions?: Readonly<Record<string, number>>;
  /** The reactions we gave. */
  gave?: readonly string[];
  standing?: Standing;
  /** What its author does for a living, where the platform shows it. */
  job?: string;
  /** Its author is who the platform's page is about. */
  owner?: boolean;
  /** The owner's answer, where it stands under the post. */
  ownerReply?: Post["quote"];
  /** Why it is gone, when not by its author's hand. */
  goneBy?: "removed" | "expired";
  /** Exercise second at which a story is gone. */
  expires?: number;
  mine?: boolean;
  liked?: boolean;
  reposted?: boolean;
  /** The handle this post answers. */
  replyTo?: string;
  quote?: Pick<Post, "id" | "by" | "text" | "t" | "deleted">;
  picture?: Picture;
  state: "ok" | "sending" | "failed";
  /** Exercise seconds of the last edit. */
  edited?: number;
  /** Exercise seconds of the deletion. */
  deleted?: number;
  badges?: readonly Badge[];
  /** A screenshot it shows, and an internal text it lets out. */
  shot?: Shot;
  leak?: { title: string; text: string };
}

/** A screenshot of a post. Times are exercise seconds: when it was posted, and when the screenshot was taken. */
export interface Shot {
  handle: string;
  name: string;
  avatar: string;
  text: string;
  t: number;
  taken: number;
  counts: Counts;
  picture?: Picture;
}

export type PostAction = "open" | "reply" | "repost" | "like" | "react" | "undo" | "retry" | "edit" | "discard";

/** A step of the decision model a draft climbs. */
export interface Rung {
  label: string;
  state: "done" | "now" | "next" | "skipped" | "refused";
  /** The person it waits for, or who did it. */
  who?: string;
  /** A time or a reason, under the name. */
  note?: string;
}

export interface Persona {
  handle: string;
  name: string;
  followers: number;
  avatar: string;
}

export type Posture = "initiates" | "answers" | "defends";

export interface Sample {
  t: number;
  value: number;
}

/** A line of a chart, values 0 to 100. */
export interface Line {
  id: string;
  label: string;
  points: readonly Sample[];
  colour: string;
  dashed?: boolean;
  /** One of many, such as each bystander: drawn thin, without a label at its end. */
  thin?: boolean;
}

export interface Marker {
  t: number;
  label: string;
  kind: "inject" | "brand";
  /** Brand marks: filled initiates, outlined answers, red defends. */
  posture?: Posture;
  /** A planned inject that has not happened. */
  ahead?: boolean;
}

export interface Tab {
  id: string;
  label: string;
  /** A number that asks for attention. */
  badge?: number;
  /** Something new, without a number. */
  dot?: boolean;
  /** A lucide icon. */
  icon?: Component<Record<string, unknown>>;
}
