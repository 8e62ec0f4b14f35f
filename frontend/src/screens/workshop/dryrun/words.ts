// The words of dry runs come with their chunk.
import { addWords } from "$lib/i18n";
import english from "../../../i18n/en/workshop_dryrun.json";

addWords("workshop_dryrun", english);
