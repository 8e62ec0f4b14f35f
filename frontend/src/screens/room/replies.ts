// Who may answer whom, in words.
import "$parts/words";
import { t } from "$lib/i18n";
import type { Room } from "$live/room.svelte";
import type { Post } from "$parts/types";
import { platformOf } from "./places";

/** Why nobody of ours may answer a post, in words; undefined where we may. */
export function whyNoReply(room: Room, post: Post, by: string | undefined): string | undefined {
  const platform = platformOf(room, post.place?.id);
  const brand = room.about?.brand;
  if (by === brand) {
    const most = platform?.owner_replies ?? null;
    const gave = most === null ? 0 : room.timeline.thread(post.id).below.filter((one) => one.author === brand && one.gone_t === null).length;
    return most !== null && gave >= most ? t("skins.noReply.owner", { name: platform?.name ?? "", count: most }) : undefined;
  }
  if (post.by.handle !== brand || post.mine) return undefined;
  if (room.house.blockedOn.some((id) => id === platform?.id)) return t("skins.noReply.blocked", { handle: brand ?? "", name: platform?.name ?? "" });
  return post.standing?.limited === "nobody" ? t("skins.noReply.nobody", { handle: brand ?? "" }) : undefined;
}
