import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shelfOf } from '../shelf.ts';
import type { Shelf } from '../shelf.ts';
import {
  forgetLookedAt,
  forgotten,
  readRecent,
  recentLimit,
  recentSize,
  remembered,
  sameWork,
  writeRecent,
} from './recent.ts';
import type { Recent } from './recent.ts';

const recent = (text: string, date = 0, own = true): Recent => ({ text, question: 0, title: text, date, own });
const lookedAt = (text: string): Recent => recent(text, 0, false);
const texts = (list: readonly Recent[]): readonly string[] => list.map(({ text }) => text);

/// A shelf with room for so many characters.
function shelf(room = Infinity): Shelf {
  const kept = new Map<string, string>();
  const setItem = (key: string, value: string): void => {
    if (value.length > room) throw new Error('no room');
    kept.set(key, value);
  };
  return shelfOf(() => ({
    getItem: (key) => kept.get(key) ?? null,
    setItem,
    removeItem: (key) => void kept.delete(key),
  }));
}

test('the newest is in front, and each text is there once', () => {
  const list = ['a', 'b', 'a'].reduce<readonly Recent[]>(
    (all, text, date) => remembered(all, recent(text, date), null),
    [],
  );
  assert.deepEqual(list, [recent('a', 2), recent('b', 1)]);
});

test('a scenario that is worked on stays one entry, and keeps its date when it is opened again', () => {
  const list = remembered(remembered([recent('other')], recent('a'), null), recent('ab', 1), 'a');
  assert.deepEqual(texts(list), ['ab', 'other']);
  assert.deepEqual(remembered(list, recent('ab', 9), null)[0]?.date, 1);
});

test('the oldest make room', () => {
  const many = Array.from({ length: 30 }, (_, index) => `text ${index}`).reduce<readonly Recent[]>(
    (all, text) => remembered(all, recent(text), null),
    [],
  );
  assert.deepEqual([many.length, many[0]?.text], [recentLimit, 'text 29']);
  const large = remembered(remembered([], recent('a'.repeat(recentSize - 1)), null), recent('bb'), null);
  assert.deepEqual(texts(large), ['bb']);
});

test('a scenario that was only looked at never replaces own work', () => {
  const mine = [recent('mine'), recent('also mine')];
  const small = Array.from({ length: 25 }, (_, index) => lookedAt(`link ${index}`));
  const large = Array.from({ length: 5 }, (_, index) => lookedAt(String(index).repeat(250 * 1024)));
  for (const links of [small, large]) {
    const list = links.reduce<readonly Recent[]>((all, link) => remembered(all, link, null), mine);
    assert.deepEqual(texts(list.filter(({ own }) => own)), ['mine', 'also mine']);
    assert.ok(list.length <= recentLimit);
    assert.deepEqual(list[0], links.at(-1));
  }
});

test('own work that is looked at again stays own', () => {
  assert.equal(remembered([recent('b'), recent('a')], lookedAt('a'), null)[0]?.own, true);
  assert.equal(remembered([recent('a')], lookedAt('a'), null)[0]?.own, true);
});

test('a text is the other one worked on where half of it is left', () => {
  assert.ok(sameWork('host a\nhost b\n', 'host a\nhost b\nhost c\n'));
  assert.ok(sameWork('host a\nhost b\n', 'host a\n'));
  assert.ok(sameWork('', 'x'));
  assert.ok(!sameWork('host a\nhost b\n', ''));
  assert.ok(!sameWork('title "one"\nhost a\n', 'cloud aws { }'));
});

test('a kept scenario is found again, and can be forgotten', () => {
  const kept = shelf();
  writeRecent(kept, [recent('a'), recent('b')]);
  writeRecent(kept, forgotten(readRecent(kept), recent('a')));
  assert.deepEqual(readRecent(kept), [recent('b')]);
  writeRecent(kept, []);
  assert.equal(kept.get('hopwise.recent'), null);
});

test('a browser with little room keeps the newer ones', () => {
  const kept = shelf(200);
  writeRecent(kept, ['a', 'b', 'c', 'd'].map((text) => recent(text.repeat(20))));
  assert.deepEqual(texts(readRecent(kept)), ['a'.repeat(20), 'b'.repeat(20)]);
});

test('a browser with little room keeps own work', () => {
  const kept = shelf(160);
  writeRecent(kept, [lookedAt('a'.repeat(60)), recent('b'.repeat(20)), lookedAt('c'.repeat(60))]);
  assert.deepEqual(texts(readRecent(kept)), ['b'.repeat(20)]);
});

test('scenarios that were only looked at can be forgotten to make room', () => {
  const kept = shelf();
  writeRecent(kept, [lookedAt('a'), recent('b'), lookedAt('c')]);
  assert.equal(forgetLookedAt(kept), true);
  assert.deepEqual(texts(readRecent(kept)), ['b']);
  assert.equal(forgetLookedAt(kept), false);
});

test('an entry is read as far as it can be', () => {
  const kept = shelf();
  kept.set(
    'hopwise.recent',
    JSON.stringify([{ text: 'a' }, { ...recent('b'), question: -1, title: 7 }, { ...recent('c'), own: 'x' }]),
  );
  assert.deepEqual(readRecent(kept), [{ ...recent('a'), title: '' }, { ...recent('b'), title: '' }, recent('c')]);
});

test('a wild date, or none, empties no list', () => {
  const kept = shelf();
  kept.set('hopwise.recent', JSON.stringify([
    { ...recent('a'), date: 1e300 }, { ...recent('b'), date: 'x' }, { ...recent('c'), date: null }, recent('d', 4),
  ]));
  assert.deepEqual(readRecent(kept).map(({ text, date }) => [text, date]), [['a', 0], ['b', 0], ['c', 0], ['d', 4]]);
  for (const { date } of readRecent(kept)) new Date(date).toISOString();
});

test('unreadable entries are left out', () => {
  const kept = shelf();
  for (const [content, want] of [
    ['{', 0],
    ['7', 0],
    ['[null,{"text":1}]', 0],
    [JSON.stringify([{ text: 7 }, { text: ' ' }, recent('b')]), 1],
  ] as const) {
    kept.set('hopwise.recent', content);
    assert.equal(readRecent(kept).length, want, content);
  }
});
