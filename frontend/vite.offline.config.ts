import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, mergeConfig } from "vite";
import { icons } from "./vite.icons.ts";
import { aliases, TARGETS } from "./vite.shared.ts";
import { words } from "./vite.words.ts";

// One script and one stylesheet with everything in them, for a review that opens from a file.
export default mergeConfig(
  { plugins: [words(), icons(), svelte()], resolve: { alias: aliases } },
  defineConfig({
    publicDir: false,
    build: {
      target: TARGETS,
      outDir: "dist/offline",
      emptyOutDir: true,
      cssCodeSplit: false,
      rollupOptions: {
        input: "src/offline.ts",
        output: { entryFileNames: "review.js", assetFileNames: "review[extname]", codeSplitting: false },
      },
    },
  }),
);
