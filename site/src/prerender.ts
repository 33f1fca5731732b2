/// Runs at build time, in Node: draws each page with the very functions that draw it in the browser. Pages come as JSON
/// on standard input, and what to put into them leaves on standard output.

import { text } from 'node:stream/consumers';
import { drawPage } from './draw.ts';
import type { RootedPage } from './draw.ts';

const pages = JSON.parse(await text(process.stdin)) as readonly RootedPage[];
process.stdout.write(JSON.stringify(await Promise.all(pages.map(drawPage))));
