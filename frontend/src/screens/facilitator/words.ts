// The console's own words come with its chunk.
import { addWords } from "$lib/i18n";
import facilitator from "../../i18n/en/facilitator.json";

addWords("facilitator", facilitator);
