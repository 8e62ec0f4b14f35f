// Words of ratings, for the observer's screen and for the review.
import { addWords } from "$lib/i18n";
import rating from "../../i18n/en/rating.json";

addWords("rating", rating);
