import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { drawn } from '../draw.ts';
import type { Answer, Box, Reply } from '../contract.ts';
import { hopPoint, packetScene, scene, sizeOf, stacks, wayPoints, worldsOf } from './scene.ts';
import { whole } from './view.ts';
import { described, inWords } from './words.ts';

function answerOf(golden: string): Answer {
  const { reply } = JSON.parse(readFileSync(`../wasm/api/testdata/${golden}.json`, 'utf8')) as { reply: Reply };
  assert.ok(reply.answer !== undefined);
  return reply.answer;
}

const first = answerOf('first-visit');
const oneWay = answerOf('one-way');
const look = { stacked: false, whole: false, portions: whole(first.drawings, 0) };

test('every box is drawn once, and every step has its mark', async () => {
  const html = await drawn(scene({ ...look, drawn: first }));
  const count = (pattern: RegExp): number => [...html.matchAll(pattern)].length;
  assert.equal(count(/data-box="/g), first.drawings.flatMap(({ boxes }) => boxes).length);
  assert.equal(count(/data-step="/g), first.traces.flatMap(({ legs }) => legs.flatMap(({ steps }) => steps)).length);
});

test('a drop has its reason in words, and its leg is drawn as one that fails', async () => {
  const html = await drawn(scene({ ...look, drawn: oneWay, portions: whole(oneWay.drawings, 0) }));
  const { title } = oneWay.traces[0]?.legs[1]?.steps.at(-1) ?? { title: '' };
  for (const word of title.split(' ')) assert.ok(html.includes(word), word);
  assert.ok(html.includes('class="way answer fails"'));
  assert.ok(html.includes('class="way request passes"'));
});

test('the packet stands where the visitor is, with its addresses', async () => {
  const html = await drawn(
    packetScene({ ...look, drawn: first }, { cloud: first.drawings[0]?.cloud ?? '', leg: 0, step: 0 }),
  );
  const packet = html.slice(html.indexOf('class="packet"'));
  assert.ok(packet.includes('class="changed"') && packet.includes('10.0.1.10:443'));
  assert.ok(!(await drawn(packetScene({ ...look, drawn: first }, null))).includes('class="packet"'));
});

test('the marked line marks its boxes', async () => {
  const html = await drawn(
    scene({ ...look, drawn: first, portions: whole(first.drawings, first.drawings[0]?.boxes[0]?.line ?? 0) }),
  );
  assert.ok(html.includes('class="box vpc marked"'));
});

test('clouds that the question is not asked of are left out, unless all are wanted', () => {
  const [asked, other] = first.drawings;
  assert.ok(asked !== undefined && other !== undefined);
  const some = { ...first, drawings: [asked, { ...other, ways: [] }] };
  assert.deepEqual(worldsOf(some, false), [asked]);
  assert.equal(worldsOf(some, true).length, 2);
  assert.equal(worldsOf({ ...first, drawings: [{ ...other, ways: [] }] }, false).length, 1);
});

test('clouds stand beside or below each other', () => {
  const [a, b] = first.drawings;
  assert.ok(a !== undefined && b !== undefined);
  assert.deepEqual(sizeOf([a, b], false), { w: a.w + b.w + 32, h: Math.max(a.h, b.h) });
  assert.deepEqual(sizeOf([a, b], true), { w: Math.max(a.w, b.w), h: a.h + b.h + 32 });
});

test('the drawing has a description and a list for people who do not see it', async () => {
  assert.equal(
    described(first),
    `Drawing of the network. ${first.drawings.map(({ title }) => `${title}: 1 VPC, 1 subnet, 1 instance.`).join(' ')} laptop to web tcp/443: ${first.traces.map(({ title }) => `${title} reachable`).join(', ')}.`,
  );
  assert.ok(
    described(answerOf('classic')).includes('Alibaba Cloud: the classic network, 1 subnet, 2 instances.'),
    described(answerOf('classic')),
  );
  const chosen: Box[] = [];
  const html = await drawn(inWords(first, (box) => chosen.push(box)));
  for (const box of first.drawings.flatMap(({ boxes }) => boxes)) assert.ok(html.includes(box.name), box.name);
});

test('clouds stand below each other only where that makes them notably larger', () => {
  const [a] = first.drawings;
  assert.ok(a !== undefined);
  const [wide, low] = [{ ...a, w: 600, h: 600 }, { ...a, w: 2000, h: 100 }];
  assert.ok(!stacks([wide, wide], { w: 1200, h: 600 }) && stacks([wide, wide], { w: 300, h: 800 }));
  assert.ok(stacks([low, low], { w: 1200, h: 600 }));
  assert.ok(!stacks([wide], { w: 300, h: 800 }) && !stacks([wide, wide], { w: 0, h: 0 }));
});

test('a hop has its place in the whole drawing, and the ways all theirs', () => {
  const [a, b] = first.drawings;
  assert.ok(a !== undefined && b !== undefined);
  const [near, far] = [a, b].map(({ cloud }) => hopPoint([a, b], false, { cloud, leg: 0, step: 0 }));
  const alone = hopPoint([b], false, { cloud: b.cloud, leg: 0, step: 0 });
  assert.ok(near !== null && far !== undefined && far !== null && alone !== null);
  assert.deepEqual(far, { x: alone.x + a.w + 32, y: alone.y });
  assert.equal(hopPoint([a, b], false, { cloud: 'nowhere', leg: 0, step: 0 }), null);
  const points = wayPoints([a, b], false);
  assert.equal(points.length, [a, b].flatMap(({ ways }) => ways).reduce((sum, way) => sum + way.points.length / 2, 0));
  assert.ok(points.some(({ x, y }) => x === far.x && y === far.y));
});
