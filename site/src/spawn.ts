/// The engine's worker, from the file beside this one, or from the page in the site in one file.

import { Engine } from './engine.ts';

/// An engine in a worker of its own, which starts to load at once.
export function startEngine(): Engine {
  return new Engine(carried() ?? (() => new Worker(new URL('worker.js', import.meta.url))));
}

/// A maker of workers from the script and the engine in the page (site/whole.html); null if the page has neither.
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
