// The words of sheet imports come with their chunk.
import { addWords } from "$lib/i18n";
import english from "../../../i18n/en/workshop_sheet.json";

addWords("workshop_sheet", english);
