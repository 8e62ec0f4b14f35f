import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";
import { chunkOf, wholeOf } from "./vite.chunks.ts";
import { icons } from "./vite.icons.ts";
import { aliases, TARGETS } from "./vite.shared.ts";
import { words } from "./vite.words.ts";

const server = process.env.SQUALL_SERVER ?? "http://127.0.0.1:8000";

/** Modules that do nothing unless somebody uses them, though their package does not say so. */
const SILENT = /\/node_modules\/svelte\/src\/(?!internal\/(disclose-version|flags)\b)/;

export default defineConfig({
  plugins: [words(), icons(), svelte(), svelteTesting()],
  resolve: {
    alias: aliases,
  },
  server: {
    proxy: {
      "/api": { target: server },
      "/live": { target: server, ws: true },
    },
  },
  build: {
    target: TARGETS,
    // The page may load nothing but its own files, so nothing is inlined as data:.
    assetsInlineLimit: 0,
    // All that it is built for know modulepreload.
    modulePreload: { polyfill: false },
    // For scripts/pages.mjs, which takes it away again.
    manifest: "manifest.json",
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !SILENT.test(id) },
      output: {
        codeSplitting: {
          groups: [
            { name: wholeOf, debugName: "whole", priority: 1, includeDependenciesRecursively: false },
            { name: chunkOf, debugName: "shared", minShareCount: 2, includeDependenciesRecursively: false },
          ],
        },
      },
    },
  },
  test: {
    environment: "happy-dom",
    // To start anew costs a file five times what its tests do; tests/setup.ts gives each an empty page instead.
    isolate: false,
    include: ["tests/**/*.test.ts"],
    setupFiles: ["tests/setup.ts"],
  },
});
