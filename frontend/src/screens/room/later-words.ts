// Words of what comes later in a room.
import { addWords } from "$lib/i18n";
import "$parts/words";
import "./told-words";
import account from "../../i18n/en/account.json";
import compose from "../../i18n/en/compose.json";
import critic from "../../i18n/en/critic.json";
import feed from "../../i18n/en/feed.later.json";
import me from "../../i18n/en/me.json";
import messages from "../../i18n/en/messages.json";
import mood from "../../i18n/en/mood.json";
import tactics from "../../i18n/en/tactics.json";
import trust from "../../i18n/en/trust.json";
import verdict from "../../i18n/en/verdict.json";

addWords("account", account);
addWords("compose", compose);
addWords("critic", critic);
addWords("feed", feed);
addWords("me", me);
addWords("messages", messages);
addWords("mood", mood);
addWords("tactics", tactics);
addWords("trust", trust);
addWords("verdict", verdict);
