// Packs a file as gzip, as small as that format allows: node pack.mjs FROM TO. It takes some fifteen seconds for the engine,
// which is packed only when it changed, and saves one byte in twenty of what every visitor loads.
import { readFileSync, writeFileSync } from 'node:fs';
import zopfli from '@gfx/zopfli';

const [, , from, to] = process.argv;
writeFileSync(to, await zopfli.gzipAsync(readFileSync(from), { numiterations: 5 }));
