// Words of the door.
import { addWords } from "$lib/i18n";
import join from "../../i18n/en/join.json";

addWords("join", join);
