import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shelfOf } from './shelf.ts';

test('a browser without a storage has an empty shelf', () => {
  for (const none of [null, undefined]) {
    const shelf = shelfOf(() => none as unknown as Storage);
    assert.deepEqual([shelf.get('a'), shelf.set('a', 'b')], [null, false]);
    shelf.remove('a');
  }
});

test('a text that is set can be read until it is removed', () => {
  const kept = new Map<string, string>();
  const shelf = shelfOf(() => ({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }));
  assert.equal(shelf.set('a', 'b'), true);
  assert.equal(shelf.get('a'), 'b');
  shelf.remove('a');
  assert.equal(shelf.get('a'), null);
});

test('a storage that refuses everything is an empty shelf', () => {
  const refuse = (): never => {
    throw new Error('refused');
  };
  for (const shelf of [shelfOf(refuse), shelfOf(() => ({ getItem: refuse, setItem: refuse, removeItem: refuse }))]) {
    assert.equal(shelf.get('a'), null);
    assert.equal(shelf.set('a', 'b'), false);
    shelf.remove('a');
  }
});
