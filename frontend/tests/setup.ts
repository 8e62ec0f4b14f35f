import "@testing-library/jest-dom/vitest";
import { beforeAll, vi } from "vitest";
import { backstage } from "../src/live/behind";
import { rare } from "../src/parts/arriving";
import "../src/screens/facilitator/words";
import "../src/screens/hosts/words";
import "../src/screens/join/words";
import "../src/screens/review/words";
import "../src/screens/room/later-words";
import "../src/screens/rating/words";
import "../src/screens/landing/words";
import "../src/screens/trends/words";

beforeAll(async () => {
  await Promise.all([backstage.come(), rare.come()]);
  vi.useRealTimers();
  document.body.replaceChildren();
  localStorage.clear();
  sessionStorage.clear();
});
