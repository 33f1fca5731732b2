import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DrawnWay } from '../contract.ts';
import { placeAfter, runTo } from './run.ts';

const way: DrawnWay = { points: [0, 0, 100, 0, 100, 100], from: -1, stops: [0, 1, 2], boxes: [-1, -1, -1] };
const place = (step: number, leg = 0): { cloud: string; leg: number; step: number } => ({ cloud: 'aws', leg, step });

test('the packet runs from hop to hop, forth and back', () => {
  const forth = runTo(way, place(0), place(2));
  assert.deepEqual(
    [0, forth.takes / 2, forth.takes].map((passed) => placeAfter(forth, passed)),
    [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 100 },
    ],
  );
  const back = runTo(way, place(2), place(1));
  assert.deepEqual([0, back.takes].map((passed) => placeAfter(back, passed)), [{ x: 100, y: 100 }, { x: 100, y: 0 }]);
});

test('from another leg or from nowhere, it runs from the start', () => {
  for (const before of [null, place(2, 1), { ...place(2), cloud: 'alibaba' }]) {
    assert.equal(runTo(way, before, place(1)).from, 0);
  }
});

test('a run is neither too short to be seen nor too long to be waited for', () => {
  assert.equal(runTo(way, place(1), place(1)).takes, 200);
  assert.equal(runTo({ ...way, points: [0, 0, 1000, 0, 1000, 1000] }, null, place(2)).takes, 900);
});

test('before its start and after its end, the packet stands', () => {
  const run = runTo(way, place(0), place(1));
  assert.deepEqual([placeAfter(run, -50), placeAfter(run, 5000)], [{ x: 0, y: 0 }, { x: 100, y: 0 }]);
});
