import { mergeConfig } from "vitest/config";
import base from "./vite.config";
export default mergeConfig(base as never, { server: { fs: { strict: false, allow: ["/work"] } } });
