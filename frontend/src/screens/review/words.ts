// Words that only the review speaks come with its chunk.
import "../rating/words";
import "../words";
import { addWords } from "$lib/i18n";
import account from "../../i18n/en/account.json";
import better from "../../i18n/en/better.json";
import forked from "../../i18n/en/forked.json";
import erase from "../../i18n/en/erase.json";
import "./found-words";
import minuted from "../../i18n/en/minuted.json";
import next from "../../i18n/en/next.json";
import replay from "../../i18n/en/replay.json";
import share from "../../i18n/en/share.json";
import takeaway from "../../i18n/en/takeaway.json";
import wash from "../../i18n/en/wash.json";
import whatif from "../../i18n/en/whatif.json";

addWords("account", account);
addWords("better", better);
addWords("erase", erase);
addWords("forked", forked);
addWords("minuted", minuted);
addWords("next", next);
addWords("replay", replay);
addWords("share", share);
addWords("takeaway", takeaway);
addWords("wash", wash);
addWords("whatif", whatif);
