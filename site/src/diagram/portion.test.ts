import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advanced, fill, outstanding } from './portion.ts';
import type { Portions } from './portion.ts';

const equal = (a: string, b: string): boolean => a === b;
const there: Portions<string> = new Map([['a', 'old'], ['b', 'same'], ['gone', 'old']]);
const wanted: Portions<string> = new Map([['new', 'new'], ['b', 'same'], ['a', 'new']]);

test('what is missing or another comes in the order of its urgency, and what is no longer wanted goes last', () => {
  assert.deepEqual(outstanding(there, wanted, equal), ['new', 'a', 'gone']);
});

test('done in slices of any size, what is there is what was wanted', () => {
  for (const size of [1, 2, 3]) {
    let now = there;
    for (let left = outstanding(now, wanted, equal); left.length > 0; left = outstanding(now, wanted, equal)) {
      now = advanced(now, wanted, left.slice(0, size));
    }
    assert.deepEqual(new Map([...now].sort()), new Map([...wanted].sort()), `slices of ${size}`);
  }
});

test('a newer wish takes the place of an older one that is half done', () => {
  const half = advanced(there, wanted, ['new']);
  const newer: Portions<string> = new Map([['b', 'newest']]);
  assert.deepEqual(outstanding(half, newer, equal), ['b', 'a', 'gone', 'new']);
  assert.deepEqual(advanced(half, newer, outstanding(half, newer, equal)), newer);
});

test('what is there is never changed in place', () => {
  advanced(there, wanted, ['a', 'gone']);
  assert.deepEqual([...there.keys()], ['a', 'b', 'gone']);
});

test('what is filled comes in slices that grow, until the time is over', () => {
  const many: Portions<string> = new Map(Array.from({ length: 9 }, (_, index) => [`${index}`, 'new']));
  const sizes: number[] = [];
  const put = (now: Portions<string>): void => void sizes.push(now.size);
  assert.ok(fill({ there: new Map(), wanted: many, same: equal }, 1, put, () => false));
  assert.deepEqual(sizes, [1, 3, 7, 9]);
  assert.ok(!fill({ there: new Map(), wanted: many, same: equal }, 1, put, () => true));
  assert.deepEqual(sizes, [1, 3, 7, 9, 1]);
});

test('filled all at once, it is put once, and nothing is put where nothing is to be done', () => {
  const states: Portions<string>[] = [];
  const put = (now: Portions<string>): void => void states.push(now);
  assert.ok(fill({ there, wanted, same: equal }, Infinity, put, () => false));
  assert.deepEqual(states.map((state) => new Map([...state].sort())), [new Map([...wanted].sort())]);
  assert.ok(fill({ there: wanted, wanted, same: equal }, 1, put, () => true));
  assert.equal(states.length, 1);
});
