// Words of every room that are needed only by some.
import { addWords } from "$lib/i18n";
import forked from "../../i18n/en/forked.json";

addWords("forked", forked);
