import { fileURLToPath } from "node:url";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export const aliases = {
  $wire: here("./src/wire"),
  $parts: here("./src/parts"),
  $lib: here("./src/lib"),
  $live: here("./src/live"),
};

/** light-dark() is used as it stands: these are the first versions that know it. */
export const TARGETS = ["chrome123", "firefox121", "safari17.5"];
