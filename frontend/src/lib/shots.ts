// Screenshots as a card shows them.
import type { Shot } from "$parts/types";
import type { Capture } from "$wire/wire";
import { faceOf } from "./faces";
import { drawnOf } from "./pictures";

/** What a screenshot shows; `organisation` says whether an account is one, `slug` whose pictures these are. */
export function shotOf(shot: Capture, organisation: (handle: string) => boolean, slug?: string): Shot {
  const picture = drawnOf(shot.picture, slug);
  return {
    handle: shot.author,
    name: shot.name,
    avatar: faceOf(shot.author, organisation(shot.author)),
    text: shot.text,
    t: shot.posted_t,
    taken: shot.taken_t,
    counts: { replies: shot.replies, reposts: shot.reposts, likes: shot.likes, reach: shot.reach },
    ...(picture ? { picture } : {}),
  };
}
