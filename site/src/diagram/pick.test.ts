import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer, Box, CloudDrawing } from '../contract.ts';
import { picked } from './pick.ts';
import type { Target } from './pick.ts';
import { whole } from './view.ts';

const place = { x: 0, y: 0, w: 9, h: 9, in: -1, from: 0, to: 0, line: 3 };
const boxes: readonly Box[] = [
  { ...place, kind: 'vpc', name: 'shop' },
  { ...place, kind: 'more', name: '9 more', opens: 'front' },
  { ...place, kind: 'subnet', name: 'back', opens: 'back' },
];
const drawing: CloudDrawing = {
  cloud: 'aws', title: 'AWS', digest: 'a', w: 9, h: 9, internetLine: 0, boxes, lines: [], ways: [],
};
const answer = { drawings: [drawing] } as unknown as Answer;
const shown = whole([drawing], 0);
const at = (box: number, more: Partial<Target> = {}): Target => ({
  cloud: 'aws',
  hop: null,
  box,
  closer: false,
  ...more,
});

test('a click on a hop’s mark chooses the hop', () => {
  assert.deepEqual(picked(at(-1, { hop: { leg: 1, step: 2 } }), answer, shown), {
    tag: 'hop',
    place: { cloud: 'aws', leg: 1, step: 2 },
  });
});

test('a click on a box chooses it, and one on the machines left out shows them', () => {
  assert.deepEqual(picked(at(0), answer, shown), { tag: 'box', box: boxes[0] });
  assert.deepEqual(picked(at(1), answer, shown), { tag: 'spread', subnet: 'front' });
});

test('the closer of an opened subnet closes it, and the rest of the subnet chooses it', () => {
  assert.deepEqual(picked(at(2, { closer: true }), answer, shown), { tag: 'spread', subnet: 'back' });
  assert.deepEqual(picked(at(2), answer, shown), { tag: 'box', box: boxes[2] });
});

test('a click beside all boxes, or on a box of an older answer, does nothing', () => {
  assert.equal(picked(at(-1), answer, shown), null);
  assert.equal(picked(at(0, { cloud: undefined }), answer, shown), null);
  assert.equal(picked(at(0, { cloud: 'huawei' }), answer, shown), null);
  assert.equal(picked(at(0), { drawings: [{ ...drawing, digest: 'b' }] } as unknown as Answer, shown), null);
});

test('a click on a box that stands elsewhere in the text by now chooses it there', () => {
  const moved = boxes.map((box) => ({ ...box, line: 9 }));
  const newer = { drawings: [{ ...drawing, boxes: moved }] } as unknown as Answer;
  assert.deepEqual(picked(at(0), newer, shown), { tag: 'box', box: moved[0] });
});
