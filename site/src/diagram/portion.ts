/// Portions: content that is too much for one frame comes onto the page in named portions. A newer portion replaces the
/// older one of its name.

/// Portions by their names, the most urgent first.
export type Portions<T> = ReadonlyMap<string, T>;

/// The names that are still to be done, the most urgent first: wanted portions that are missing or outdated, then those
/// that are no longer wanted.
export function outstanding<T>(
  there: Portions<T>,
  wanted: Portions<T>,
  same: (a: T, b: T) => boolean,
): readonly string[] {
  const missing = [...wanted].filter(([name, portion]) => {
    const before = there.get(name);
    return before === undefined || !same(before, portion);
  });
  return [...missing.map(([name]) => name), ...[...there.keys()].filter((name) => !wanted.has(name))];
}

/// The portions on the page after some names are done.
export function advanced<T>(there: Portions<T>, wanted: Portions<T>, names: readonly string[]): Portions<T> {
  const now = new Map(there);
  for (const name of names) {
    const portion = wanted.get(name);
    if (portion === undefined) now.delete(name);
    else now.set(name, portion);
  }
  return now;
}

/// Portions on the page, those that are wanted there, and whether two of one name are the same.
export interface Filling<T> {
  readonly there: Portions<T>;
  readonly wanted: Portions<T>;
  readonly same: (a: T, b: T) => boolean;
}

/// Brings the portions on the page to those that are wanted, until the time is over: `count` names at first, and then
/// twice as many each time. `put` is given each state on the way. Says whether nothing is left to be done.
export function fill<T>(
  { there, wanted, same }: Filling<T>,
  count: number,
  put: (now: Portions<T>) => void,
  isOver: () => boolean,
): boolean {
  let [left, now] = [outstanding(there, wanted, same), there];
  for (let many = count; left.length > 0; many *= 2) {
    now = advanced(now, wanted, left.slice(0, many));
    left = left.slice(many);
    put(now);
    if (isOver()) break;
  }
  return left.length === 0;
}
