/// The longest common subsequence of two lists.

/// The longest list of pairs of places, in order, whose items are equal by `same`.
export function common<T>(
  a: readonly T[],
  b: readonly T[],
  same: (x: T, y: T) => boolean,
): readonly (readonly [number, number])[] {
  const lengths = table(a, b, same);
  const at = (i: number, j: number): number => lengths[i * (b.length + 1) + j] ?? 0;
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (same(a[i] as T, b[j] as T)) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/// The length of the common subsequence behind each pair of places, row by row.
function table<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): Uint32Array {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const below = lengths[(i + 1) * width + j] ?? 0;
      const right = lengths[i * width + j + 1] ?? 0;
      const diagonal = lengths[(i + 1) * width + j + 1] ?? 0;
      lengths[i * width + j] = same(a[i] as T, b[j] as T) ? diagonal + 1 : Math.max(below, right);
    }
  }
  return lengths;
}
