/// Keeps the scenarios that come by, so that they can be had again.

import { browserShelf } from '../lab/kept.ts';
import { inStep } from '../lab/state.ts';
import type { Lab, LabEvent } from '../lab/state.ts';
import type { Store } from '../store.ts';
import { readRecent, remembered, sameWork, writeRecent } from './recent.ts';
import type { Recent } from './recent.ts';

/// How long after the last key a text is kept, in milliseconds: the whole list is written each time.
const pause = 500;

/// Keeps each scenario that the lab shows, but the page's own. A text that is worked on stays one scenario.
export function keepRecent(store: Store<Lab, LabEvent>): void {
  let waiting: Recent | null = null;
  let from: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    clearTimeout(timer);
    if (waiting === null) return;
    const shelf = browserShelf();
    writeRecent(shelf, remembered(readRecent(shelf), waiting, from));
    from = waiting.text;
    waiting = null;
  };
  store.subscribe((lab, before) => {
    if (!continues(lab, before)) {
      write();
      from = null;
    }
    if (!worthKeeping(lab) || (inStep(before) && lab.shown === before.shown)) return;
    waiting = { ...lab.shown, title: lab.answer?.title ?? '', date: Date.now() };
    clearTimeout(timer);
    timer = setTimeout(write, pause);
  });
  addEventListener('pagehide', write);
}

function continues(lab: Lab, before: Lab): boolean {
  if (lab.shown.text === before.shown.text) return true;
  return lab.origin === 'own' && before.origin === 'own' && lab.other === before.other && sameWork(before.shown.text, lab.shown.text);
}

function worthKeeping(lab: Lab): boolean {
  return lab.origin !== 'example' && inStep(lab) && lab.shown.text.trim() !== '';
}
