// The review as one file that opens without a server: the server puts this script, its styles and the review into it.
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/skin.css";
import { mount } from "svelte";
import { press } from "$lib/keys";
import { applyTheme } from "$lib/theme";
import type { Lenses, Review } from "$wire/wire";
import Shown from "./screens/review/Shown.svelte";

const [target, given] = [document.getElementById("app"), document.getElementById("review")];
if (!target || !given) throw new Error("this file is not whole");

applyTheme();
window.addEventListener("keydown", press);

const lenses = async (): Promise<Lenses> => JSON.parse(document.getElementById("lenses")?.textContent ?? "") as Lenses;

export default mount(Shown, { target, props: { review: JSON.parse(given.textContent ?? "") as Review, lenses, offline: true } });
