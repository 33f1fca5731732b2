import assert from 'node:assert/strict';
import { test } from 'node:test';
import { portSpans } from './ports.ts';

test('the parts of the bar stand in the order of their ports', () => {
  assert.deepEqual(
    portSpans([
      { ports: '32768-60999', share: 0.4, outcome: 'reachable' },
      { ports: '1024-32767,61000-65535', share: 0.6, outcome: 'one-way' },
    ]),
    [
      { first: 1024, last: 32767, outcome: 'one-way' },
      { first: 32768, last: 60999, outcome: 'reachable' },
      { first: 61000, last: 65535, outcome: 'one-way' },
    ],
  );
});

test('a single port is a part of its own', () => {
  assert.deepEqual(portSpans([{ ports: '4000', share: 0.1, outcome: 'blocked' }]), [
    { first: 4000, last: 4000, outcome: 'blocked' },
  ]);
});

test('ports that work some of the time are flaky, and of several failures the largest counts', () => {
  assert.deepEqual(
    portSpans([
      { ports: '1024-2047', share: 0.2, outcome: 'reachable' },
      { ports: '1024-2047', share: 0.2, outcome: 'one-way' },
      { ports: '2048-4095', share: 0.2, outcome: 'blocked' },
      { ports: '2048-4095', share: 0.4, outcome: 'refused' },
    ]),
    [
      { first: 1024, last: 2047, outcome: 'flaky' },
      { first: 2048, last: 4095, outcome: 'refused' },
    ],
  );
});
