import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codePoint, special } from './special.ts';

function found(text: string): readonly string[] {
  return Array.from(text.matchAll(special), ([character]) => codePoint(character));
}

test('invisible characters are found, and those that turn the direction of text', () => {
  assert.deepEqual(found('a\u2067b \u202e'), ['U+2067', 'U+202E']);
  assert.deepEqual(found('we\u3164b \u115f\u1160\uffa0\u034f b\ufe0f c\u200d \u{e0041}'), [
    'U+3164',
    'U+115F',
    'U+1160',
    'U+FFA0',
    'U+034F',
    'U+FE0F',
    'U+200D',
    'U+E0041',
  ]);
  assert.deepEqual(found('\0\x85\u2028\ufeff'), ['U+0000', 'U+0085', 'U+2028', 'U+FEFF']);
});

test('a joiner in an emoji or between Indic letters stays', () => {
  for (const text of [
    '👩‍💻',
    '❤️',
    '👍🏽',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    'ශ්‍රී',
    'plain\ttext 网络 שלום',
  ]) {
    assert.deepEqual(found(text), [], text);
  }
});
