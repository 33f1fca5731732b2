import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Shelf } from '../lab/kept.ts';
import { forgotten, readRecent, recentLimit, recentSize, remembered, sameWork, writeRecent } from './recent.ts';
import type { Recent } from './recent.ts';

const recent = (text: string, date = 0): Recent => ({ text, question: 0, title: text, date });
const texts = (list: readonly Recent[]): readonly string[] => list.map(({ text }) => text);

/// A shelf with room for so many characters.
function shelf(room = Infinity): Shelf {
  const kept = new Map<string, string>();
  const setItem = (key: string, value: string): void => {
    if (value.length > room) throw new Error('no room');
    kept.set(key, value);
  };
  return { getItem: (key) => kept.get(key) ?? null, setItem, removeItem: (key) => void kept.delete(key) };
}

test('the newest is in front, and each text is there once', () => {
  const list = ['a', 'b', 'a'].reduce<readonly Recent[]>((all, text, date) => remembered(all, recent(text, date), null), []);
  assert.deepEqual(list, [recent('a', 2), recent('b', 1)]);
});

test('what is worked on stays one scenario, and keeps its date when it is opened again', () => {
  const list = remembered(remembered([recent('other')], recent('a'), null), recent('ab', 1), 'a');
  assert.deepEqual(texts(list), ['ab', 'other']);
  assert.deepEqual(remembered(list, recent('ab', 9), null)[0]?.date, 1);
});

test('the oldest make room', () => {
  const many = Array.from({ length: 30 }, (_, index) => `text ${index}`).reduce<readonly Recent[]>((all, text) => remembered(all, recent(text), null), []);
  assert.deepEqual([many.length, many[0]?.text], [recentLimit, 'text 29']);
  const large = remembered(remembered([], recent('a'.repeat(recentSize - 1)), null), recent('bb'), null);
  assert.deepEqual(texts(large), ['bb']);
});

test('a text is the other one worked on where half of it is left', () => {
  assert.ok(sameWork('host a\nhost b\n', 'host a\nhost b\nhost c\n'));
  assert.ok(sameWork('host a\nhost b\n', 'host a\n'));
  assert.ok(sameWork('', 'x'));
  assert.ok(!sameWork('host a\nhost b\n', ''));
  assert.ok(!sameWork('title "one"\nhost a\n', 'cloud aws { }'));
});

test('what is kept is found again, and can be forgotten', () => {
  const kept = shelf();
  writeRecent(kept, [recent('a'), recent('b')]);
  writeRecent(kept, forgotten(readRecent(kept), recent('a')));
  assert.deepEqual(readRecent(kept), [recent('b')]);
  writeRecent(kept, []);
  assert.equal(kept.getItem('hopwise.recent'), null);
});

test('a browser with little room keeps the newer ones', () => {
  const kept = shelf(200);
  writeRecent(kept, ['a', 'b', 'c', 'd'].map((text) => recent(text.repeat(20))));
  assert.deepEqual(texts(readRecent(kept)), ['a'.repeat(20), 'b'.repeat(20)]);
});

test('what cannot be read is passed over', () => {
  const kept = shelf();
  for (const [content, want] of [['{', 0], ['7', 0], ['[null,{"text":1}]', 0], [JSON.stringify([{ text: 'a' }, recent('b')]), 1]] as const) {
    kept.setItem('hopwise.recent', content);
    assert.equal(readRecent(kept).length, want, content);
  }
});
