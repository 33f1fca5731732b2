/// What the browser keeps of the visitor's own work. Nothing of it leaves the browser.

import { ownOf } from './state.ts';
import type { Lab, Scenario } from './state.ts';

/// What of localStorage is needed.
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/// The browser's shelf; an empty one that keeps nothing where the browser refuses it.
export function browserShelf(): Shelf {
  try {
    return localStorage;
  } catch {
    return { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
  }
}

/// What was kept: the visitor's scenario, and the one that it took the place of.
export interface Kept {
  readonly own: Scenario | null;
  readonly other: Scenario | null;
}

const keys = { own: 'hopwise.scenario', other: 'hopwise.scenario.other' } as const;

/// What a former visit left.
export function recall(shelf: Shelf): Kept {
  return { own: read(shelf, keys.own), other: read(shelf, keys.other) };
}

/// Keeps what the lab holds of the visitor's own.
export function keep(shelf: Shelf, lab: Lab): void {
  write(shelf, keys.own, ownOf(lab));
  write(shelf, keys.other, lab.origin === 'own' ? lab.other : null);
}

function read(shelf: Shelf, key: string): Scenario | null {
  try {
    const { text, question } = JSON.parse(shelf.getItem(key) ?? 'null') as Scenario;
    return typeof text === 'string' && Number.isInteger(question) ? { text, question } : null;
  } catch {
    return null;
  }
}

function write(shelf: Shelf, key: string, scenario: Scenario | null): void {
  try {
    if (scenario === null) shelf.removeItem(key);
    else shelf.setItem(key, JSON.stringify(scenario));
  } catch {
    // The browser keeps nothing for this page, or has no room left: the work goes on without.
  }
}
