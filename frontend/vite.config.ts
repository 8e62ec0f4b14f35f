import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const server = process.env.SQUALL_SERVER ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  resolve: {
    alias: {
      $wire: here("./src/wire"),
      $parts: here("./src/parts"),
      $lib: here("./src/lib"),
      $live: here("./src/live"),
    },
  },
  server: {
    proxy: {
      "/api": { target: server },
      "/live": { target: server, ws: true },
    },
  },
  build: {
    // light-dark() is used as it stands: these are the first versions that know it.
    target: ["chrome123", "firefox121", "safari17.5"],
    // The page may load nothing but its own files, so nothing is inlined as data:.
    assetsInlineLimit: 0,
  },
  test: {
    environment: "happy-dom",
    include: ["tests/**/*.test.ts"],
    setupFiles: ["tests/setup.ts"],
  },
});
