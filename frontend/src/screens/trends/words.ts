// Words that only the trends speak come with their chunk.
import { addWords } from "$lib/i18n";
import trends from "../../i18n/en/trends.json";

addWords("trends", trends);
