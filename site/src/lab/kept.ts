/// The visitor's own work, kept by the browser. None of it leaves the browser.
///
/// Each tab has its own text: a reload brings it back, and a duplicated tab starts with a copy. The text that was
/// written last, in any tab, is kept for another day, and a new tab starts with it.

import { isCount } from '../link.ts';
import type { Scenario } from '../scenario.ts';
import type { Shelf } from '../shelf.ts';
import { ownOf } from './state.ts';
import type { Lab } from './state.ts';

/// Kept work: the visitor's scenario, and the one that it replaced.
export interface Kept {
  readonly own: Scenario | null;
  readonly other: Scenario | null;
}

/// The shelves that own work is kept on.
export interface Shelves {
  readonly tab: Shelf;
  readonly browser: Shelf;
}

const keys = { own: 'hopwise.scenario', other: 'hopwise.scenario.other' } as const;

/// The work of this tab before a reload; in a new tab, the text that was written last in any.
export function recall({ tab, browser }: Shelves): Kept {
  const mine = readBoth(tab);
  if (mine.own !== null) return mine;
  const last = readBoth(browser);
  writeBoth(tab, last);
  return last;
}

/// Keeps the visitor's own work after a change of the lab, and says whether it is kept for another day. A tab in which
/// nothing was written leaves another tab's text alone.
export function keep({ tab, browser }: Shelves, lab: Lab, before: Lab): boolean {
  const own = ownOf(lab);
  const now: Kept = { own, other: lab.origin === 'own' ? lab.other : null };
  writeBoth(tab, now);
  if (own === null) return true;
  const wrote = own.text !== ownOf(before)?.text || !lab.kept;
  if (!wrote && read(browser, keys.own)?.text !== own.text) return true;
  return writeBoth(browser, now);
}

function readBoth(shelf: Shelf): Kept {
  return { own: read(shelf, keys.own), other: read(shelf, keys.other) };
}

function writeBoth(shelf: Shelf, { own, other }: Kept): boolean {
  const kept = [write(shelf, keys.own, own), write(shelf, keys.other, other)];
  return kept.every(Boolean);
}

function read(shelf: Shelf, key: string): Scenario | null {
  try {
    const { text, question } = JSON.parse(shelf.get(key) ?? 'null') as Partial<Record<string, unknown>>;
    return typeof text === 'string' ? { text, question: isCount(question) ? question : 0 } : null;
  } catch {
    return null;
  }
}

function write(shelf: Shelf, key: string, scenario: Scenario | null): boolean {
  if (scenario !== null) return shelf.set(key, JSON.stringify(scenario));
  shelf.remove(key);
  return true;
}
