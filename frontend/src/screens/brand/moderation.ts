// What the brand may do about a post on its platform, and what is asked for it.
import type { Command, Room } from "$live/room.svelte";
import type { Post } from "$parts/types";
import type { LimitPost, Platform, ReportPost } from "$wire/wire";
import { platformOf } from "../room/places";

export type Deed = "hide" | "unhide" | "pin" | "unpin" | "limit" | "report" | "block" | "unblock";
export const WHYS: readonly ReportPost["why"][] = ["abuse", "private_data", "false", "spam"];
export const WHO: readonly LimitPost["replies"][] = ["everyone", "followers", "nobody"];

/** Whether it stands somewhere below a post of the brand. */
function belowOurs(room: Room, id: string): boolean {
  const brand = room.about?.brand;
  return room.timeline.thread(id).above.some((one) => one.author === brand);
}

/** What there is to do about a post now, in the order it is offered. Nothing of it for a seat that may not. */
export function deedsOn(room: Room, post: Post): readonly Deed[] {
  const platform = platformOf(room, post.place?.id);
  if (!platform || post.state !== "ok" || post.deleted !== undefined) return [];
  const deeds: (Deed | false | undefined)[] = post.mine
    ? [
        platform.pins > 0 && room.can("post.pin") && (post.standing?.pinned ? "unpin" : "pin"),
        platform.comment_limits && room.can("post.limit") && "limit",
      ]
    : [
        platform.hides && room.can("post.hide") && belowOurs(room, post.id) && (post.standing?.hidden ? "unhide" : "hide"),
        platform.reports && room.can("post.report") && !room.house.reports.some((one) => one.post === post.id) && "report",
        platform.blocks && room.can("account.block") && (room.house.blocked.some(([id, handle]) => id === platform.id && handle === post.by.handle) ? "unblock" : "block"),
      ];
  return deeds.filter((one): one is Deed => typeof one === "string");
}

export interface Choice {
  why: ReportPost["why"];
  who: LimitPost["replies"];
}

/** The ask for a deed. */
export function asked(post: Post, deed: Deed, { why, who }: Choice): Command {
  const id = post.id;
  switch (deed) {
    case "hide":
    case "unhide":
      return { kind: "post.hide", post: id, on: deed === "hide" };
    case "pin":
    case "unpin":
      return { kind: "post.pin", post: id, on: deed === "pin" };
    case "limit":
      return { kind: "post.limit", post: id, replies: who };
    case "report":
      return { kind: "post.report", post: id, why };
    case "block":
    case "unblock":
      return { kind: "account.block", handle: post.by.handle, on: deed === "block", ...(post.place ? { platform: post.place.id as Platform["id"] } : {}) };
  }
}
