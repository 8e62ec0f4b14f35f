// The platforms of a drill, as the server tells of them and as cards and screens use them.
import type { Place, Skin } from "$parts/types";
import type { Platform } from "$wire/wire";

/** The look that goes with a shape; which colours it has is in styles/skin.css. */
const SKINS: Readonly<Record<Platform["layout"], Skin>> = { card: "microblog", grid: "photo", poster: "video", tree: "forum", stars: "reviews", article: "professional" };

const drawn = new WeakMap<Platform, Place>();

/** What a card knows of a platform: the same object every time. */
export function placeOf(platform: Platform): Place {
  const known = drawn.get(platform);
  if (known) return known;
  const { id, name, layout, reactions, reposts, accent } = platform;
  const place: Place = { id, name, layout, skin: SKINS[layout], reactions, reposts, hue: accent };
  drawn.set(platform, place);
  return place;
}
