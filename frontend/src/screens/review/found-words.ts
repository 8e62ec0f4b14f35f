// Words of findings: the review's, and of the figures wherever they stand.
import { addWords } from "$lib/i18n";
import found from "../../i18n/en/found.json";

addWords("found", found);
