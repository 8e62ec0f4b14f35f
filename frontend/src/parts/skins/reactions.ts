// What may be given to a post: how it is drawn, and how often it was.
import Down from "@lucide/svelte/icons/chevron-down";
import Up from "@lucide/svelte/icons/chevron-up";
import Bookmark from "@lucide/svelte/icons/bookmark";
import Heart from "@lucide/svelte/icons/heart";
import HeartHandshake from "@lucide/svelte/icons/heart-handshake";
import Lightbulb from "@lucide/svelte/icons/lightbulb";
import ThumbsDown from "@lucide/svelte/icons/thumbs-down";
import ThumbsUp from "@lucide/svelte/icons/thumbs-up";
import type { Component } from "svelte";
import type { Place, Post, Reaction } from "../types";

const ICONS: Readonly<Record<string, Component<Record<string, unknown>>>> = {
  like: Heart, love: Heart, up: Up, down: Down, upvote: Up, downvote: Down, helpful: ThumbsUp, support: HeartHandshake, insightful: Lightbulb, save: Bookmark, keep: Bookmark,
};

export const iconOf = (reaction: Reaction): Component<Record<string, unknown>> => ICONS[reaction.id] ?? (reaction.approves ? ThumbsUp : ThumbsDown);

/** The one a single key gives: the first that is for the post. */
export const mainOf = (place: Place | undefined): Reaction | undefined => place?.reactions.find((one) => one.approves) ?? place?.reactions[0];

/** Votes up and down, where a platform counts one against the other. */
export function votesOf(place: Place | undefined): { up: Reaction; down: Reaction } | undefined {
  const up = place?.reactions.find((one) => one.approves);
  const down = place?.reactions.find((one) => !one.approves);
  return up && down ? { up, down } : undefined;
}

/** How often a reaction was given. Where nothing is told of each, the likes are the main one's. */
export function timesOf(post: Post, reaction: Reaction): number {
  return post.reactions?.[reaction.id] ?? (mainOf(post.place)?.id === reaction.id ? post.counts.likes : 0);
}

export function gave(post: Post, reaction: Reaction): boolean {
  return post.gave?.includes(reaction.id) ?? (mainOf(post.place)?.id === reaction.id && post.liked === true);
}
