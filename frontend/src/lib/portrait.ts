// A face from a seed: the same seed draws the same portrait for everybody, with no image file.

export interface Portrait {
  kind: "person";
  ground: string;
  skin: string;
  hair: string;
  clothes: string;
  style: HairStyle;
  beard: boolean;
  glasses: boolean;
}

export interface Mark {
  kind: "mark";
  ground: string;
  glyph: Glyph;
  accent: string;
}

export const HAIR_STYLES = ["short", "crop", "side", "long", "bun", "curls", "bald", "cap", "scarf", "waves"] as const;
export type HairStyle = (typeof HAIR_STYLES)[number];

export const GLYPHS = ["globe", "columns", "wave", "leaf", "bolt", "letter", "star", "rings"] as const;
export type Glyph = (typeof GLYPHS)[number];

const GROUNDS = ["#E9B88A", "#E6C9DA", "#B9C9DA", "#F0D9C0", "#CBD8C2", "#DCD3EA", "#C5DEDC", "#EAD7A9", "#D9CFC7", "#C9D3E8"];
const SKINS = ["#F1CFB4", "#E5B48C", "#C98F63", "#B07848", "#8A5A34", "#6B4226", "#F6DCC8", "#D9A377"];
const HAIRS = ["#1E1712", "#3B2417", "#5E3A1E", "#8A5A2B", "#B98A4A", "#6E2F2A", "#9A9A9E", "#C9C9CE", "#2B2B33"];
const CLOTHES = ["#2C3E55", "#C4622D", "#7A3B52", "#3E7A5C", "#5B5A9A", "#A3402F", "#7A4A1E", "#2F6F7A", "#4A4A4F", "#B58A2E"];
const CAPS = ["#9A2F2B", "#2F4F7A", "#3F6B4A", "#5A3F7A"];
const MARK_GROUNDS = ["#0B3A5C", "#7A2455", "#235A3A", "#5A3A14", "#2B2B55", "#6B1F1F", "#0F5257", "#3A3A3F"];
const MARK_ACCENTS = ["#E8A23D", "#F3C969", "#8FD3C7", "#F09A8A", "#B9C8F5"];

/** FNV-1a, 32 bit: small, even, and the same in every browser. */
export function hash(text: string): number {
  let h = 0x811c9dc5;
  for (const char of text) {
    h ^= char.codePointAt(0) ?? 0;
    h = Math.imul(h, 0x01000193);
  }
  return h >>> 0;
}

/** Picks that do not depend on each other: each asks for its own trait of the seed. */
const pick = <T>(from: readonly T[], seed: string, trait: string): T =>
  from[hash(`${trait}:${seed}`) % from.length] as T;

const chance = (share: number, seed: string, trait: string): boolean => (hash(`${trait}:${seed}`) % 1000) / 1000 < share;

/** The seed of a cast's account: organisations have a mark, everybody else a face. */
export function seedOf(handle: string, sort = "person"): string {
  return sort === "organisation" ? `mark:${handle}` : handle;
}

/**
 * A portrait for a seed. Words after a face's name ask for a trait: `kev cap beard`, `lena long plain glasses`.
 * `mark:<word>` gives a brand's mark, and `mark:globe` or `mark:globe-2` chooses its glyph.
 */
export function portrait(seed: string): Portrait | Mark {
  return seed.startsWith("mark:") ? mark(seed.slice(5)) : person(seed);
}

function mark(seed: string): Mark {
  const glyph = GLYPHS.find((each) => seed === each || seed.startsWith(`${each}-`)) ?? pick(GLYPHS, seed, "glyph");
  const plain = MARK_GROUNDS[GLYPHS.indexOf(glyph)] ?? "#3A3A3F";
  const ground = seed === glyph ? plain : pick(MARK_GROUNDS, seed, "ground");
  return { kind: "mark", glyph, ground, accent: seed === glyph ? "#E8A23D" : pick(MARK_ACCENTS, seed, "accent") };
}

function person(seed: string): Portrait {
  const asked = new Set(seed.split(" ").slice(1));
  const style = HAIR_STYLES.find((each) => asked.has(each)) ?? pick(HAIR_STYLES, seed, "style");
  const covered = style === "cap" || style === "scarf";
  const short = style === "short" || style === "crop" || style === "side" || style === "bald" || style === "cap";
  return {
    kind: "person",
    style,
    ground: pick(GROUNDS, seed, "ground"),
    skin: pick(SKINS, seed, "skin"),
    hair: covered ? pick(CAPS, seed, "cap") : pick(HAIRS, seed, "hair"),
    clothes: pick(CLOTHES, seed, "clothes"),
    beard: asked.has("beard") || (short && !asked.has("plain") && chance(0.4, seed, "beard")),
    glasses: asked.has("glasses") || chance(0.18, seed, "glasses"),
  };
}
