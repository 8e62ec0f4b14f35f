// Puts the faces of the printed report beside the built pages.
import { copyFileSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const FACES = ["noto-sans/400Regular/NotoSans_400Regular", "noto-sans/700Bold/NotoSans_700Bold", "noto-sans-arabic/400Regular/NotoSansArabic_400Regular", "noto-sans-arabic/700Bold/NotoSansArabic_700Bold"];

mkdirSync(here("../dist/fonts"), { recursive: true });
for (const face of FACES) {
  const name = face.slice(face.lastIndexOf("/") + 1);
  copyFileSync(here(`../node_modules/@expo-google-fonts/${face}.ttf`), here(`../dist/fonts/${name}.ttf`));
}
