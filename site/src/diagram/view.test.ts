import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html } from 'lit';
import { drawn } from '../draw.ts';
import type { Answer, Box, CloudDrawing } from '../contract.ts';
import { boxes } from './box.ts';
import { pieceSize, survey } from './survey.ts';
import { inView, isSmall, sameDrawn, whole } from './view.ts';
import type { Drawn, Placed } from './view.ts';
import { inWords, told } from './words.ts';

/// A cloud of `count` VPCs in a row, 100 pixels each, with a subnet in each.
function row(count: number, ways: CloudDrawing['ways'] = []): CloudDrawing {
  const pair = (index: number): readonly Box[] => {
    const place = { from: 0, to: 0, line: index + 1, y: 0 };
    return [
      { ...place, kind: 'vpc', name: `v-${index}`, x: 100 * index, w: 90, h: 90, in: -1 },
      { ...place, kind: 'subnet', name: `s-${index}`, x: 100 * index + 10, w: 60, h: 40, in: 2 * index },
    ];
  };
  return {
    cloud: 'aws',
    title: 'AWS',
    digest: `${count}`,
    w: 100 * count,
    h: 100,
    internetLine: 0,
    boxes: Array.from({ length: count }, (_, index) => pair(index)).flat(),
    lines: [],
    ways,
  };
}

const large = row(1000);
const placed = (drawing: CloudDrawing): readonly Placed[] => [{ drawing, origin: { x: 0, y: 0 } }];
const everywhere = { area: { x: 0, y: 0, w: large.w, h: large.h }, scale: 1 };

test('the pieces of a drawing are all of its boxes, each once and in order', () => {
  const { pieces } = survey(large);
  assert.deepEqual(
    pieces.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index)),
    large.boxes.map((_, index) => index),
  );
  assert.ok(pieces.every(({ from, to }) => to - from <= pieceSize));
});

test('a drawing of few boxes is drawn whole, whatever the view', () => {
  assert.ok(isSmall([row(200)]) && !isSmall([large]));
  assert.equal(whole([large], 0).size, survey(large).pieces.length);
});

test('of a large drawing the pieces in view are drawn, those nearest to the middle first', () => {
  const found = inView(placed(large), { area: { x: 50_000, y: 0, w: 1000, h: 100 }, scale: 1 }, 0);
  assert.ok(found.size < 4, `${found.size} pieces`);
  const [first] = found.values();
  assert.ok(first !== undefined && first.piece.area.x <= 50_500 && first.piece.area.x + first.piece.area.w >= 50_500);
  assert.equal(inView(placed(large), everywhere, 0).size, survey(large).pieces.length);
});

/// The drawn part of the first piece of a drawing that is seen at a scale.
async function firstAt(drawing: CloudDrawing, scale: number): Promise<string> {
  const [first] = inView(placed(drawing), { area: { x: 0, y: 0, w: 1000, h: 100 }, scale }, 0).values();
  assert.ok(first !== undefined);
  return drawn(html`<svg>${boxes(first, false)}</svg>`);
}

test('names that can’t be read are left out, and so are boxes that are too small to be seen', async () => {
  const [near, far, farther] = [await firstAt(large, 1), await firstAt(large, 0.1), await firstAt(large, 0.04)];
  assert.ok(near.includes('v-0') && near.includes('box subnet'));
  assert.ok(!far.includes('v-0') && far.includes('box vpc') && far.includes('box subnet'));
  assert.ok(farther.includes('box vpc') && !farther.includes('box subnet'));
});

test('boxes that the trace touches are drawn, however small', async () => {
  const seen = await firstAt(row(1000, [{ points: [0, 0, 1, 1], from: 1, stops: [], boxes: [] }]), 0.001);
  assert.deepEqual([...seen.matchAll(/data-box="(\d+)"/g)].map((match) => match[1]), ['0', '1']);
});

test('a marked line is a matter of its own pieces alone', () => {
  const found = inView(placed(large), everywhere, 40);
  assert.deepEqual([...found.values()].filter(({ marked }) => marked.size > 0).map(({ piece }) => piece.from), [pieceSize]);
});

test('a drawing that looks the same is not drawn again', () => {
  const pieces = (drawing: CloudDrawing, line: number): readonly Drawn[] => [...whole([drawing], line).values()];
  const way = { points: [0, 0, 1, 1], from: 1, stops: [], boxes: [] };
  const lower = { ...large, boxes: large.boxes.map((box) => ({ ...box, line: box.line + 1 })) };
  const same = (a: readonly Drawn[], b: readonly Drawn[]): number =>
    a.filter((piece, index) => sameDrawn(piece, b[index] ?? assert.fail())).length;
  const [before, all] = [pieces(large, 40), survey(large).pieces.length];
  assert.equal(same(before, pieces(lower, 41)), all);
  assert.equal(same(before, pieces(lower, 40)), all - 1);
  assert.equal(same(before, pieces({ ...large, ways: [way] }, 40)), 0);
  assert.equal(same(before, pieces({ ...large, digest: 'another' }, 40)), 0);
});

test('the list comes part by part, and has every box in the end', async () => {
  const answer = { drawings: [large] } as unknown as Answer;
  const names = async (count: number): Promise<number> => {
    const list = await drawn(inWords(answer, null, new Map([...told(answer)].slice(0, count))));
    return [...list.matchAll(/<li>/g)].length;
  };
  assert.equal(await names(0), 0);
  assert.equal(await names(10), 20);
  assert.equal(await names(Infinity), large.boxes.length);
});

test('a box that holds more than a piece is no part of the list, but those in it are', () => {
  const within = {
    ...large,
    boxes: large.boxes.map((box, index) => (index === 0 ? box : { ...box, in: box.kind === 'vpc' ? 0 : box.in })),
  };
  const { parts } = survey(within);
  assert.ok(!parts.includes(0) && parts.includes(1) && parts.includes(2) && !parts.includes(3));
});
