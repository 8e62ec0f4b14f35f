// Words that only the review speaks come with its chunk.
import { addWords } from "$lib/i18n";
import next from "../../i18n/en/next.json";
import replay from "../../i18n/en/replay.json";
import takeaway from "../../i18n/en/takeaway.json";
import whatif from "../../i18n/en/whatif.json";

addWords("next", next);
addWords("replay", replay);
addWords("takeaway", takeaway);
addWords("whatif", whatif);
