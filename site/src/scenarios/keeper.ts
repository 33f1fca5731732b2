/// Keeps the scenarios that the lab shows, so that the visitor can open them again.

import { inStep } from '../lab/state.ts';
import type { Lab, LabEvent } from '../lab/state.ts';
import { browserShelf } from '../shelf.ts';
import type { Store } from '../store.ts';
import { readRecent, remembered, sameWork, writeRecent } from './recent.ts';
import type { Recent } from './recent.ts';

/// How long after the last key a text is kept, in milliseconds. Each time writes the whole list.
const pause = 500;

/// Keeps each scenario that the lab shows, except the page's own: the visitor's own at once, another one when it is
/// answered. A text that is being worked on stays one entry.
export function keepRecent(store: Store<Lab, LabEvent>): void {
  let waiting: Recent | null = null;
  let from: string | null = null;
  let title = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    clearTimeout(timer);
    if (waiting === null) return;
    writeRecent(browserShelf, remembered(readRecent(browserShelf), waiting, from));
    from = waiting.text;
    waiting = null;
  };
  store.subscribe((lab, before) => {
    if (!continues(lab, before)) {
      write();
      from = null;
      title = '';
    }
    if (!worthKeeping(lab) || (lab.shown === before.shown && inStep(lab) === inStep(before))) return;
    if (inStep(lab)) title = lab.answer?.title ?? '';
    waiting = { ...lab.shown, title, date: Date.now(), own: lab.origin === 'own' };
    clearTimeout(timer);
    timer = setTimeout(write, pause);
  });
  addEventListener('pagehide', write);
}

function continues(lab: Lab, before: Lab): boolean {
  if (lab.shown.text === before.shown.text) return true;
  return (
    lab.origin === 'own' &&
    before.origin === 'own' &&
    lab.other === before.other &&
    sameWork(before.shown.text, lab.shown.text)
  );
}

function worthKeeping(lab: Lab): boolean {
  return lab.shown.text.trim() !== '' && (lab.origin === 'own' || (lab.origin !== 'example' && inStep(lab)));
}
