// Words of opening a log come with the pages that do it.
import { addWords } from "$lib/i18n";
import landing from "../../i18n/en/landing.json";
import openlog from "../../i18n/en/openlog.json";

addWords("landing", landing);
addWords("openlog", openlog);
