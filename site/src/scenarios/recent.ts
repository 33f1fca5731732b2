/// The scenarios that the visitor had before them lately. The browser keeps them; nothing of them leaves it.

import type { Shelf } from '../lab/kept.ts';
import type { Scenario } from '../lab/state.ts';

/// A scenario as it is kept: its title, and when it was last changed, in milliseconds since 1970.
export interface Recent extends Scenario {
  readonly title: string;
  readonly date: number;
}

/// How many are kept, and how many characters all together: a part of what a browser gives a page.
export const recentLimit = 20;
export const recentSize = 1024 * 1024;

const key = 'hopwise.recent';

/// The list with a scenario in front. It takes the place of one with the same text, and of the one that it was made from
/// where that is given; the oldest make room.
export function remembered(list: readonly Recent[], recent: Recent, from: string | null): readonly Recent[] {
  const [newest] = list;
  if (newest?.text === recent.text) return [{ ...recent, date: newest.date }, ...list.slice(1)];
  const others = list.filter(({ text }) => text !== recent.text && text !== from);
  let size = 0;
  return [recent, ...others].slice(0, recentLimit).filter(({ text }) => (size += text.length) <= recentSize);
}

/// The list without one.
export function forgotten(list: readonly Recent[], recent: Recent): readonly Recent[] {
  return list.filter(({ text }) => text !== recent.text);
}

/// Whether a text is the other one worked on, and not a new one in its place: half of what was there still is, before the
/// change and behind it.
export function sameWork(before: string, after: string): boolean {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return 2 * (head + tail) >= before.length;
}

/// What is kept; what can't be read is passed over.
export function readRecent(shelf: Shelf): readonly Recent[] {
  try {
    const list: unknown = JSON.parse(shelf.getItem(key) ?? '[]');
    return Array.isArray(list) ? list.filter(isRecent) : [];
  } catch {
    return [];
  }
}

/// Keeps a list. Where the browser has no room for it, it keeps the newer half, and so on.
export function writeRecent(shelf: Shelf, list: readonly Recent[]): void {
  try {
    if (list.length === 0) shelf.removeItem(key);
    else shelf.setItem(key, JSON.stringify(list));
  } catch {
    if (list.length > 1) writeRecent(shelf, list.slice(0, Math.floor(list.length / 2)));
  }
}

function isRecent(value: unknown): value is Recent {
  if (typeof value !== 'object' || value === null) return false;
  const { text, question, title, date } = value as Partial<Record<string, unknown>>;
  return typeof text === 'string' && typeof title === 'string' && Number.isInteger(question) && Number.isFinite(date);
}
