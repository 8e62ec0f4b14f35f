import "@testing-library/jest-dom/vitest";
import "../src/screens/facilitator/words";
import "../src/screens/hosts/words";
import "../src/screens/join/words";
import "../src/screens/review/words";
import "../src/screens/rating/words";
import "../src/screens/landing/words";
import "../src/screens/trends/words";
