// Words of what every room may have to tell.
import { addWords } from "$lib/i18n";
import "$parts/words";
import forked from "../../i18n/en/forked.json";
import room from "../../i18n/en/room.later.json";
import whispers from "../../i18n/en/whispers.json";

addWords("forked", forked);
addWords("room", room);
addWords("whispers", whispers);
