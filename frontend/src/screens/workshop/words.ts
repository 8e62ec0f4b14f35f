// The workshop's own words come with its chunks.
import { addWords } from "$lib/i18n";
import workshop from "../../i18n/en/workshop.json";

addWords("workshop", workshop);
