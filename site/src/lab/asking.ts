/// Keeps the engine asked about what a lab shows.

import type { Engine } from '../engine.ts';
import type { Store } from '../store.ts';
import type { Lab, LabEvent } from './state.ts';

/// How long an answer may take before the page says that it is waiting, in milliseconds: less goes unnoticed.
const noticed = 300;

/// Asks about the shown scenario now and after every change of it, and tells the store what comes of it, or that it takes
/// its time.
export function keepAsking(store: Store<Lab, LabEvent>, engine: Engine, channel: string): void {
  let patience: ReturnType<typeof setTimeout> | undefined;
  const ask = async ({ shown, spread }: Lab): Promise<void> => {
    // A newer question does not begin the wait anew: whoever goes on typing has waited all the same.
    patience ??= setTimeout(() => store.send({ tag: 'late' }), noticed);
    const result = await engine.answer(channel, shown.text, shown.question, spread);
    if (result.tag === 'void') return;
    clearTimeout(patience);
    patience = undefined;
    if (result.tag === 'done') store.send({ tag: 'answered', text: shown.text, answer: result.value });
    else store.send({ tag: 'stopped', why: result.why });
  };
  store.subscribe((lab, before) => {
    if (lab.shown !== before.shown || lab.attempt !== before.attempt || lab.spread !== before.spread) void ask(lab);
  });
  void ask(store.state());
}
