/// The changes between two versions of a text, small enough that the cursor stays where it was.

/// A change: `insert` in the place of `from` to `to`.
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/// The changes that make one text of another, in order: line by line where there are as many lines, one otherwise.
export function changes(before: string, after: string): readonly Change[] {
  const [old, young] = [before.split('\n'), after.split('\n')];
  if (old.length !== young.length) return [smallest(before, after, 0)];
  const all: Change[] = [];
  let at = 0;
  old.forEach((line, index) => {
    const other = young[index] ?? '';
    if (line !== other) all.push(smallest(line, other, at));
    at += line.length + 1;
  });
  return all;
}

/// The smallest change between two texts: without the start and the end that they share. `at` is the place of the
/// texts.
function smallest(before: string, after: string, at: number): Change {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let end = 0;
  while (end < shorter - from && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from: at + from, to: at + before.length - end, insert: after.slice(from, after.length - end) };
}
