import assert from 'node:assert/strict';
import { test } from 'node:test';
import { between, length, path } from './line.ts';
import { broken } from './way.ts';

const bent = [0, 0, 100, 0, 100, 50];

test('a corner is a little round', () => {
  assert.equal(path(bent), 'M0 0L96 0Q100 0 100 4L100 50');
  assert.equal(path([3, 4]), 'M3 4');
  assert.equal(path([0, 0, 0, 9]), 'M0 0L0 9');
});

test('a packet goes along the line and not across', () => {
  assert.equal(length(bent, 0, 2), 150);
  assert.deepEqual(between(bent, 0, 2, 0), { x: 0, y: 0 });
  assert.deepEqual(between(bent, 0, 2, 0.5), { x: 75, y: 0 });
  assert.deepEqual(between(bent, 0, 2, 1), { x: 100, y: 50 });
  assert.deepEqual(between(bent, 1, 1, 0.3), { x: 100, y: 0 });
});

test('a title is broken between words, however long one is', () => {
  assert.deepEqual(broken('no route'), ['no route']);
  assert.deepEqual(broken('the subnet has no route to the gateway'), ['the subnet has no', 'route to the gateway']);
  assert.deepEqual(broken('unbreakable-name-of-more-than-a-line it'), ['unbreakable-name-of-more-than-a-line', 'it']);
});
