// Words that only the review speaks come with its chunk.
import { addWords } from "$lib/i18n";
import takeaway from "../../i18n/en/takeaway.json";
import whatif from "../../i18n/en/whatif.json";

addWords("takeaway", takeaway);
addWords("whatif", whatif);
