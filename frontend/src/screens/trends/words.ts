// Words that only the trends speak come with their chunk.
import { addWords } from "$lib/i18n";
// Topics, tactics and verdicts are called as the review calls them.
import "../review/found-words";
import trends from "../../i18n/en/trends.json";

addWords("trends", trends);
