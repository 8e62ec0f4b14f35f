// Why a draft came back, in words.
import type { Step } from "$wire/wire";
import { t } from "./i18n";

export const TAGS = ["unverified", "admits_liability", "wrong_tone", "too_late", "private_data"] as const;

/** The tags of a step and its own words, as one line. */
export const reasonOf = (step: Pick<Step, "why" | "tags">): string => [...step.tags.map((tag) => t(`desk.tag.${tag}`)), step.why].filter(Boolean).join(" · ");
