// What somebody does for a living, where a platform shows it. Who has said nothing of it has a seeded line, so
// that a line says no more of an account than that it is there.
import { t } from "./i18n";
import { hash } from "./portrait";

const LINES = 12;
const LONGEST = 64;

export function jobOf(handle: string, bio: string | undefined): string {
  const said = bio?.split(/[.;!?؟\n]/u)[0]?.trim() ?? "";
  return said !== "" && said.length <= LONGEST ? said : t(`skins.jobs.${hash(`job:${handle}`) % LINES}`);
}
