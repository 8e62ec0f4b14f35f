// Words of opening a log come with the pages that do it.
import { addWords } from "$lib/i18n";
import openlog from "../../i18n/en/openlog.json";

addWords("openlog", openlog);
