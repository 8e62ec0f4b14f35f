// Puts each built file beside itself as Brotli and as gzip: packed once here, as tightly as can be, not at every answer.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const DIST = fileURLToPath(new URL("../dist/", import.meta.url));
const FOLDERS = ["", "assets/", "pages/"];
const PACKABLE = /\.(?:js|css|html|svg)$/;
/** A packed file that is hardly smaller is not worth unpacking. */
const WORTH = 0.9;

/** How much zlib remembers decides where it begins a new block: which is best differs from file to file. */
const MEMORIES = [6, 7, 8, 9];
const tightest = (plain) => MEMORIES.map((memLevel) => gzipSync(plain, { level: 9, memLevel })).reduce((best, one) => (one.length < best.length ? one : best));

for (const folder of FOLDERS) {
  for (const entry of readdirSync(DIST + folder, { withFileTypes: true })) {
    if (!entry.isFile() || !PACKABLE.test(entry.name)) continue;
    const path = DIST + folder + entry.name;
    const plain = readFileSync(path);
    for (const [suffix, packed] of [[".br", brotliCompressSync(plain)], [".gz", tightest(plain)]]) {
      if (packed.length < plain.length * WORTH) writeFileSync(path + suffix, packed);
    }
  }
}
