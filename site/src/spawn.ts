/// The engine's worker: from the file beside this one, or out of the page where it carries everything itself.

import { Engine } from './engine.ts';

/// An engine in a worker of its own, which starts to load at once.
export function startEngine(): Engine {
  return new Engine(carried() ?? (() => new Worker(new URL('worker.js', import.meta.url))));
}

/// What makes a worker of what the page carries (site/whole.html): null where it carries nothing.
function carried(): (() => Worker) | null {
  const [script, engine] = ['worker', 'engine'].map((id) => document.getElementById(id)?.textContent);
  if (typeof script !== 'string' || typeof engine !== 'string') return null;
  const url = URL.createObjectURL(new Blob([Uint8Array.from(atob(script), (character) => character.charCodeAt(0))]));
  return () => {
    const worker = new Worker(url);
    worker.postMessage(engine);
    return worker;
  };
}
