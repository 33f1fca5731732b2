/// The site's worker: Go's loader and the engine are files beside it.

import { work } from '../worker.ts';

const scope = globalThis as unknown as { importScripts(url: string): void };

work(() => {
  // Requested first, so that it arrives while the loader is read.
  const engine = fetch('engine.wasm.gz');
  scope.importScripts('wasm_exec.js');
  return engine;
});
