import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dragged, grasped, isClick, keyGesture, noHand, released, wheelGesture } from './gesture.ts';
import type { Turn } from './gesture.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false };
const still: Turn = { ctrlKey: false, metaKey: false, deltaX: 0, deltaY: 0, clientX: 0, clientY: 0 };

test('a key zooms, moves, fits or walks, and with Ctrl it is the browser’s', () => {
  assert.deepEqual(keyGesture({ ...plain, key: '+' }), keyGesture({ ...plain, key: '=' }));
  assert.deepEqual(keyGesture({ ...plain, key: 'ArrowUp' }), { tag: 'move', x: 0, y: -60 });
  assert.deepEqual(keyGesture({ ...plain, key: ',' }), { tag: 'walk', way: 'previous' });
  for (const key of ['x', 'Enter', 'constructor']) assert.equal(keyGesture({ ...plain, key }), undefined);
  for (const modifier of ['ctrlKey', 'metaKey', 'altKey']) {
    assert.equal(keyGesture({ ...plain, key: '0', [modifier]: true }), undefined);
  }
});

test('the wheel scrolls the page until the drawing is zoomed, and zooms with Ctrl', () => {
  assert.equal(wheelGesture({ ...still, deltaY: 9 }, false), undefined);
  assert.deepEqual(wheelGesture({ ...still, deltaX: 2, deltaY: 9 }, true), { tag: 'move', x: 2, y: 9 });
  const zoom = wheelGesture({ ...still, ctrlKey: true, deltaY: -240, clientX: 3, clientY: 4 }, false);
  assert.deepEqual(zoom, { tag: 'zoom', factor: Math.E, at: { x: 3, y: 4 } });
});

test('a finger that slips a little clicks, and one that goes on moves the drawing with it', () => {
  const down = grasped(noHand, 1, { x: 10, y: 10 });
  const slipped = dragged(down, 1, { x: 12, y: 10 });
  assert.equal(slipped.gesture, undefined);
  assert.ok(isClick(slipped.hand));
  const moved = dragged(slipped.hand, 1, { x: 15, y: 14 });
  assert.deepEqual(moved.gesture, { tag: 'move', x: -3, y: -4 });
  assert.ok(!isClick(moved.hand) && !isClick(released(moved.hand, 1)));
  assert.ok(isClick(grasped(released(moved.hand, 1), 1, { x: 0, y: 0 })));
});

test('two fingers zoom around the middle between them', () => {
  const hand = grasped(grasped(noHand, 1, { x: 0, y: 0 }), 2, { x: 10, y: 0 });
  assert.deepEqual(dragged(hand, 2, { x: 20, y: 0 }).gesture, { tag: 'zoom', factor: 2, at: { x: 10, y: 0 } });
});

test('a finger that never came down does nothing', () => {
  assert.deepEqual(dragged(noHand, 7, { x: 90, y: 90 }), { hand: noHand });
});
