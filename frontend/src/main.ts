import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/skin.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { press } from "$lib/keys";
import { followLinks } from "$lib/router";
import { applyTheme } from "$lib/theme";

applyTheme();
window.addEventListener("keydown", press);
document.addEventListener("click", followLinks);

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");

export default mount(App, { target });
