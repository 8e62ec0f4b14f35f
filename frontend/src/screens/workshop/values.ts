// How the value of a field is read, shown and kept.
import { isList, isNothing } from "$live/workshop/tree";
import type { Json } from "$live/workshop/types";
import { choiceOf } from "./names";
import { MESSAGE_CHARS, POST_CHARS, type Field } from "./schema";
import { kept, secondsOf, shown } from "./times";

const NUMBER = /^[+-]?(\d[\d_,\s]*)?(\.\d+)?$/;

/** What is kept of a number as typed; words that are none stay, for the check to tell of. */
export function numberOf(typed: string): Json {
  if (typed === "") return null;
  const plain = typed.replace(/[_,\s]/g, "");
  return NUMBER.test(typed) && /\d$/.test(plain) ? Number(plain) : typed;
}

export const reader = (field: Field): ((typed: string) => Json) => {
  if (field.kind === "number") return numberOf;
  if (field.kind === "time") return kept;
  return (typed) => (typed === "" && !field.required && field.otherwise !== "" ? null : typed);
};

export const writer = (field: Field): ((value: Json | undefined) => string) =>
  field.kind === "time" ? shown : (value) => (isNothing(value) ? "" : typeof value === "object" ? JSON.stringify(value) : String(value));

/** A choice as it is kept: the default takes its key away, and a number stays one. */
export function chosen(field: Field, value: string): Json {
  if (value === "" || value === field.otherwise) return null;
  return /^\d+$/.test(value) && field.options?.every((one) => /^\d+$/.test(one)) ? Number(value) : value;
}

/** Whether a value cannot be right, as far as can be told without the rest of the draft. */
export function wrong(field: Field, value: Json | undefined): boolean {
  if (isNothing(value) || value === "") return false;
  if (field.kind === "time") return secondsOf(value) === undefined && value !== "by hand";
  if (field.kind === "number") return typeof value !== "number" || value < (field.low ?? -Infinity) || value > (field.high ?? Infinity);
  return field.longest !== undefined && typeof value === "string" && value.length > field.longest;
}

/** The value in a table's cell. */
export function inCell(field: Field, value: Json | undefined): string {
  if (isNothing(value)) return field.otherwise === undefined || typeof field.otherwise !== "string" ? "" : field.kind === "choice" ? choiceOf(field, field.otherwise) : "";
  if (field.kind === "choice") return choiceOf(field, String(value));
  if (field.kind === "time") return shown(value);
  if (field.kind === "ref" && field.to === "cast") return `@${String(value)}`;
  if (isList(value)) return value.map((one) => (typeof one === "string" ? one : "…")).join(", ");
  return typeof value === "object" ? "…" : String(value);
}

/** Characters a text may have where it is posted. */
export const roomFor = (platform: Json | undefined, channel: Json | undefined): number => (channel === "message" ? MESSAGE_CHARS : (POST_CHARS[String(platform)] ?? POST_CHARS.microblog ?? 280));
