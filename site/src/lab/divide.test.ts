import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterKey, bounded, divisions, least, most } from './divide.ts';

const beside = divisions['text-beside'];

test('an arrow key moves a division along its own way only', () => {
  assert.equal(afterKey('ArrowRight', 40, beside), 42);
  assert.equal(afterKey('ArrowLeft', 40, beside), 38);
  assert.equal(afterKey('ArrowDown', 40, beside), null);
  assert.equal(afterKey('ArrowDown', 40, divisions.drawing), 42);
});

test('neither pane is ever lost', () => {
  assert.equal(afterKey('ArrowRight', most, beside), most);
  assert.equal(afterKey('ArrowLeft', least + 1, beside), least);
  assert.equal(bounded(-3, beside), least);
  assert.equal(bounded(300, beside), most);
});

test('Home and End go as far as it goes, Enter back to the start', () => {
  assert.deepEqual(
    ['Home', 'End', 'Enter', 'a'].map((key) => afterKey(key, 50, beside)),
    [least, most, beside.initial, null],
  );
});

test('a kept value that is no number gives the initial part', () => {
  assert.equal(bounded(Number('x'), beside), beside.initial);
});
