/// What is too much to be put onto the page at once comes in portions. A portion has a name, under which a newer one takes
/// the place of an older.

/// Portions by their names, the most urgent first.
export type Portions<T> = ReadonlyMap<string, T>;

/// The names of what is still to be done, the most urgent first: portions that are wanted and not there, or there in
/// another state, and behind them those that are there and no longer wanted.
export function outstanding<T>(there: Portions<T>, wanted: Portions<T>, same: (a: T, b: T) => boolean): readonly string[] {
  const missing = [...wanted].filter(([name, portion]) => {
    const before = there.get(name);
    return before === undefined || !same(before, portion);
  });
  return [...missing.map(([name]) => name), ...[...there.keys()].filter((name) => !wanted.has(name))];
}

/// What is there once some names are done.
export function advanced<T>(there: Portions<T>, wanted: Portions<T>, names: readonly string[]): Portions<T> {
  const now = new Map(there);
  for (const name of names) {
    const portion = wanted.get(name);
    if (portion === undefined) now.delete(name);
    else now.set(name, portion);
  }
  return now;
}
