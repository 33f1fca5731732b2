import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Box, CloudDrawing } from '../contract.ts';
import { labelArea } from './label.ts';

function drawing(...boxes: readonly Partial<Box>[]): CloudDrawing {
  return { cloud: 'c', digest: 'label', title: 'C', w: 400, h: 300, internetLine: 40, lines: [], ways: [], boxes: boxes.map((box) => ({
    kind: 'machine', name: '', x: 0, y: 0, w: 80, h: 60, in: -1, from: 0, to: 0, line: 0, ...box,
  })) };
}

test('a label stands to the right of its place where nothing is hidden', () => {
  assert.deepEqual(labelArea(drawing(), { x: 200, y: 150 }, 100, 40), { x: 216, y: 130, w: 100, h: 40 });
});

test('a label goes to another side rather than over a machine', () => {
  assert.equal(labelArea(drawing({ x: 220, y: 120 }), { x: 200, y: 150 }, 100, 40).x, 84);
  const both = labelArea(drawing({ x: 220, y: 120 }, { x: 100, y: 120 }), { x: 200, y: 150 }, 100, 20);
  assert.deepEqual([both.x, both.y], [150, 166]);
});

test('a label goes beside its place and above, rather than over the name of the machine that the place is at', () => {
  const machine = drawing({ x: 160, y: 155 }, { kind: 'machine', x: 160, y: 60 });
  assert.deepEqual(labelArea(machine, { x: 200, y: 150 }, 140, 28), { x: 216, y: 122, w: 140, h: 28 });
});

test('a label stays on the drawing and off the areas that are taken', () => {
  const area = labelArea(drawing(), { x: 390, y: 5 }, 100, 40);
  assert.ok(area.x + area.w <= 424 && area.y >= 0, JSON.stringify(area));
  const taken = labelArea(drawing(), { x: 200, y: 150 }, 100, 40, [area, { x: 216, y: 130, w: 100, h: 40 }]);
  assert.notEqual(taken.x, 216);
});
