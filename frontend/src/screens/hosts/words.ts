// Words that only those who host are told.
import { addWords } from "$lib/i18n";
import hosts from "../../i18n/en/hosts.json";

addWords("hosts", hosts);
