import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changes } from './change.ts';

function applied(before: string, after: string): string {
  return [...changes(before, after)]
    .reverse()
    .reduce((text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to), before);
}

test('the changes make one text of the other', () => {
  for (const [before, after] of [
    ['', ''],
    ['a', ''],
    ['a\nb', 'a\n\nb'],
    ['cloud aws{\nvpc a\n}', 'cloud aws {\n  vpc a\n}'],
    ['aaa', 'aaaa'],
    ['网🚀\nx', '网\n x'],
  ] as const) {
    assert.equal(applied(before, after), after);
  }
});

test('lines that stay are not touched', () => {
  assert.deepEqual(changes('a\nb\nc', 'a\n  b\nc'), [{ from: 2, to: 2, insert: '  ' }]);
});
