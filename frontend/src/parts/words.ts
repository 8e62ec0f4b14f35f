// Words of parts that no first paint shows.
import { addWords } from "$lib/i18n";
import parts from "../i18n/en/parts.later.json";
import skins from "../i18n/en/skins.later.json";

addWords("parts", parts);
addWords("skins", skins);
