// What the brand and the platforms keep out: blocked accounts, and reports with their answers.
import type { AccountBlocked, Platform, PostReported, Report, ReportAnswered, RoleSnapshot } from "$wire/wire";
import type { Around } from "./posts";
import type { Room } from "./room.svelte";

export interface House {
  /** Accounts the brand has blocked, by platform: for the brand, facilitators and observers. */
  blocked: RoleSnapshot["blocked"];
  /** Where the brand has blocked an account of ours. */
  blockedOn: readonly Platform["id"][];
  /** What was reported to the platforms by those whose reports we may see. */
  reports: readonly Report[];
}

export const OPEN_HOUSE: House = { blocked: [], blockedOn: [], reports: [] };

/** Those who go on reading what the brand hides from others. */
const READS_HIDDEN: ReadonlySet<string> = new Set(["brand", "facilitator", "observer"]);
export const readsHidden = (role: string | undefined): boolean => READS_HIDDEN.has(role ?? "");

/** What cards need to know of the platforms, and of what is done on them. */
export function hostOf({ about, house, you }: Pick<Room, "about" | "house" | "you">): Pick<Around, "platforms" | "brand" | "reports" | "slug"> & { readsHidden: boolean } {
  const reports = new Map(house.reports.map((one) => [one.post, one]));
  return { ...(about ? { slug: about.slug } : {}), platforms: about?.platforms ?? [], brand: about?.brand, reports, readsHidden: readsHidden(you?.role) };
}

export function houseAfter(house: House, event: AccountBlocked | PostReported | ReportAnswered, t: number, ours: readonly string[]): House {
  switch (event.kind) {
    case "account.blocked": {
      const blocked = house.blocked.filter(([platform, handle]) => platform !== event.platform || handle !== event.handle);
      const blockedOn = house.blockedOn.filter((one) => one !== event.platform);
      return {
        ...house,
        blocked: event.on ? [...blocked, [event.platform, event.handle]] : blocked,
        blockedOn: !ours.includes(event.handle) ? house.blockedOn : event.on ? [...blockedOn, event.platform] : blockedOn,
      };
    }
    case "post.reported": {
      const { post, seat, why } = event;
      return { ...house, reports: [...house.reports, { post, seat, why, t, answered_t: null, breaks: null }] };
    }
    case "report.answered": {
      const answered = (one: Report): boolean => one.post === event.post && one.seat === event.seat;
      return { ...house, reports: house.reports.map((one) => (answered(one) ? { ...one, answered_t: t, breaks: event.breaks } : one)) };
    }
  }
}
