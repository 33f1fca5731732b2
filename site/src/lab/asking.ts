/// Keeps the engine asked about what a lab shows.

import type { Engine } from '../engine.ts';
import type { Store } from '../store.ts';
import type { Lab, LabEvent } from './state.ts';

/// Asks about the shown scenario now and after every change of it, and tells the store what comes of it.
export function keepAsking(store: Store<Lab, LabEvent>, engine: Engine, channel: string): void {
  const ask = async ({ shown }: Lab): Promise<void> => {
    const result = await engine.answer(channel, shown.text, shown.question);
    if (result.tag === 'done') store.send({ tag: 'answered', text: shown.text, answer: result.value });
    if (result.tag === 'stopped') store.send({ tag: 'stopped', why: result.why });
  };
  store.subscribe((lab, before) => {
    if (lab.shown !== before.shown || lab.attempt !== before.attempt) void ask(lab);
  });
  void ask(store.state());
}
