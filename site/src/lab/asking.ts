/// Asks the engine about the shown scenario whenever it changes.

import type { Engine } from '../engine.ts';
import type { Store } from '../store.ts';
import type { Lab, LabEvent } from './state.ts';

/// How long an answer may take before the page says that it is waiting, in milliseconds. A shorter wait goes unnoticed.
const noticed = 300;

/// Asks about the shown scenario now and after every change of it, and sends the store the answer, or that it is late.
/// Called before the page subscribes to the store, it has the engine at work while the page is drawn.
export function keepAsking(store: Store<Lab, LabEvent>, engine: Engine, channel: string): void {
  let patience: ReturnType<typeof setTimeout> | undefined;
  const ask = async ({ shown, spread, ways }: Lab): Promise<void> => {
    // A newer question does not restart the wait: for a person who goes on typing, it is the same wait.
    patience ??= setTimeout(() => store.send({ tag: 'late' }), noticed);
    const result = await engine.answer(channel, shown.text, shown.question, { open: spread, ways: Object.values(ways) });
    if (result.tag === 'void') return;
    clearTimeout(patience);
    patience = undefined;
    if (result.tag === 'done') store.send({ tag: 'answered', text: shown.text, answer: result.value });
    else store.send({ tag: 'stopped', why: result.why });
  };
  store.subscribe((lab, before) => {
    const asked = ['shown', 'attempt', 'spread', 'ways'] as const;
    if (asked.some((part) => lab[part] !== before[part])) void ask(lab);
  });
  void ask(store.state());
}
