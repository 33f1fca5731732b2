/// The engine's worker, from the file beside this one.

import { Engine } from './engine.ts';

/// An engine in a worker of its own, which starts to load at once.
export function startEngine(): Engine {
  return new Engine(() => new Worker(new URL('worker.js', import.meta.url)));
}
