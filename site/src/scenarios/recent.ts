/// The scenarios that the visitor saw lately. The browser keeps them; none of them leaves it.

import { isCount } from '../link.ts';
import type { Scenario } from '../scenario.ts';
import type { Shelf } from '../shelf.ts';

/// A scenario as it is kept: its title, and when it was last changed, in milliseconds since 1970.
export interface Recent extends Scenario {
  readonly title: string;
  /// 0 where it is not known.
  readonly date: number;
  /// The visitor wrote it, or a part of it. Other scenarios were only looked at.
  readonly own: boolean;
}

/// How many are kept, and how many characters all together: a part of what a browser gives a page.
export const recentLimit = 20;
export const recentSize = 1024 * 1024;

const key = 'hopwise.recent';

/// The list with a scenario in front. It replaces an entry with the same text, and the entry that it was made from, if
/// given. A scenario that was only looked at never replaces the visitor's own work. Of too many, scenarios that were
/// only looked at go first, then the oldest.
export function remembered(list: readonly Recent[], recent: Recent, from: string | null): readonly Recent[] {
  const [newest] = list;
  const own = recent.own || list.some(({ text, own: was }) => was && text === recent.text);
  if (newest?.text === recent.text) return [{ ...recent, own, date: newest.date }, ...list.slice(1)];
  const others = list.filter(({ text }) => text !== recent.text && text !== from);
  return fitting([{ ...recent, own }, ...others]);
}

/// The part of a list that is kept, in its order.
function fitting(list: readonly Recent[]): readonly Recent[] {
  const kept = new Set<Recent>();
  let size = 0;
  for (const recent of [...list.filter(({ own }) => own), ...list.filter(({ own }) => !own)]) {
    if (kept.size === recentLimit || size + recent.text.length > recentSize) continue;
    kept.add(recent);
    size += recent.text.length;
  }
  return list.filter((recent) => kept.has(recent));
}

/// The list without one.
export function forgotten(list: readonly Recent[], recent: Recent): readonly Recent[] {
  return list.filter(({ text }) => text !== recent.text);
}

/// Whether a text is a revision of the other: half of the older one is still in it, before the change and behind it.
export function sameWork(before: string, after: string): boolean {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return 2 * (head + tail) >= before.length;
}

/// The kept list. Entries that can't be read are left out.
export function readRecent(shelf: Shelf): readonly Recent[] {
  try {
    const list: unknown = JSON.parse(shelf.get(key) ?? '[]');
    return Array.isArray(list) ? list.flatMap(recentOf) : [];
  } catch {
    return [];
  }
}

/// Keeps a list. Without enough room in the browser, scenarios that were only looked at go, and then the oldest, one by
/// one.
export function writeRecent(shelf: Shelf, list: readonly Recent[]): void {
  if (list.length === 0) shelf.remove(key);
  else if (!shelf.set(key, JSON.stringify(list)) && list.length > 1) {
    const own = list.filter((recent) => recent.own);
    writeRecent(shelf, own.length > 0 && own.length < list.length ? own : list.slice(0, -1));
  }
}

/// Makes room on a shelf by removing scenarios that were only looked at. Says whether there were any.
export function forgetLookedAt(shelf: Shelf): boolean {
  const list = readRecent(shelf);
  const own = list.filter((recent) => recent.own);
  if (own.length < list.length) writeRecent(shelf, own);
  return own.length < list.length;
}

/// The last moment that a date can hold, in milliseconds.
const lastMoment = 8.64e15;

/// Reads a kept entry; empty without a text. Unreadable values beside the text are ignored. Entries of an older page
/// don't say whose they are and count as the visitor's own.
function recentOf(value: unknown): readonly Recent[] {
  if (typeof value !== 'object' || value === null) return [];
  const { text, question, title, date, own } = value as Partial<Record<string, unknown>>;
  if (typeof text !== 'string' || text.trim() === '') return [];
  const moment = isCount(date) && date <= lastMoment ? date : 0;
  return [
    {
      text,
      question: isCount(question) ? question : 0,
      title: typeof title === 'string' ? title : '',
      date: moment,
      own: own !== false,
    },
  ];
}
