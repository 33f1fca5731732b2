import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advanced, fill, outstanding } from './portion.ts';
import type { Portions } from './portion.ts';

const equal = (a: string, b: string): boolean => a === b;
const there: Portions<string> = new Map([['a', 'old'], ['b', 'same'], ['gone', 'old']]);
const wanted: Portions<string> = new Map([['new', 'new'], ['b', 'same'], ['a', 'new']]);

test('missing and outdated portions come first, in the order of urgency, and unwanted ones go last', () => {
  assert.deepEqual(outstanding(there, wanted, equal), ['new', 'a', 'gone']);
});

test('slices of any size end with the wanted portions', () => {
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

test('the portions on the page are never changed in place', () => {
  advanced(there, wanted, ['a', 'gone']);
  assert.deepEqual([...there.keys()], ['a', 'b', 'gone']);
});

test('portions come in slices that grow, until the time is over', () => {
  const many: Portions<string> = new Map(Array.from({ length: 9 }, (_, index) => [`${index}`, 'new']));
  const sizes: number[] = [];
  const put = (now: Portions<string>): void => void sizes.push(now.size);
  assert.ok(fill({ there: new Map(), wanted: many, same: equal }, 1, put, () => false));
  assert.deepEqual(sizes, [1, 3, 7, 9]);
  assert.ok(!fill({ there: new Map(), wanted: many, same: equal }, 1, put, () => true));
  assert.deepEqual(sizes, [1, 3, 7, 9, 1]);
});

test('filled all at once they are put once, and nothing is put if nothing is to be done', () => {
  const states: Portions<string>[] = [];
  const put = (now: Portions<string>): void => void states.push(now);
  assert.ok(fill({ there, wanted, same: equal }, Infinity, put, () => false));
  assert.deepEqual(states.map((state) => new Map([...state].sort())), [new Map([...wanted].sort())]);
  assert.ok(fill({ there: wanted, wanted, same: equal }, 1, put, () => true));
  assert.equal(states.length, 1);
});
