import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

export default {
  preprocess: vitePreprocess(),
  compilerOptions: {
    runes: true,
    // Five letters tell two hundred components apart; each is in every page that draws it.
    cssHash: ({ hash, filename, css }) => `s${hash(filename ?? css).slice(0, 5)}`,
  },
};
