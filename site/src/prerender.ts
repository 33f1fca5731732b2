/// Draws the pages at build time, in Node, with the same functions as in the browser. It reads pages as JSON on
/// standard input and writes their content as JSON on standard output.

import { text } from 'node:stream/consumers';
import { drawPage } from './draw.ts';
import type { RootedPage } from './draw.ts';

const pages = JSON.parse(await text(process.stdin)) as readonly RootedPage[];
process.stdout.write(JSON.stringify(await Promise.all(pages.map(drawPage))));
