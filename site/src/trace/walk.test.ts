import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer, Step, Trace } from '../contract.ts';
import { stepAt, walk } from './walk.ts';
import type { Way } from './walk.ts';

const packet = { service: '', source: '', sourcePort: '', destination: '', destinationPort: '' };

function step(kind: string): Step {
  return { mark: 'pass', object: '', kind, reason: '', title: '', text: '', from: 0, to: 0, line: 0, packet };
}

function trace(cloud: string, request: string, answer: string): Trace {
  const steps = (kinds: string): readonly Step[] => kinds.split(' ').filter(Boolean).map(step);
  const legs = [
    { kind: 'request', start: packet, steps: steps(request) },
    { kind: 'answer', start: packet, steps: steps(answer) },
  ] as const;
  return {
    cloud, title: cloud, outcome: 'reachable', holds: true, sentence: '', leg: -1, step: -1,
    legs: legs.filter(({ steps }) => steps.length > 0),
  };
}

const answer: Answer = {
  semantics: 1,
  title: '',
  notes: [],
  diagnostics: [], findings: [], statements: [],
  questions: [],
  exposures: [],
  shown: 0,
  traces: [trace('left', 'gateway acl group', 'group table'), trace('right', 'acl group', '')], drawings: [],
};

/// The way from a hop, as "cloud leg step".
function walked(from: string, way: Way): string {
  const [cloud = '', leg, index] = from.split(' ');
  const place = walk(answer, { cloud, leg: Number(leg), step: Number(index) }, way);
  return `${place?.cloud} ${place?.leg} ${place?.step}`;
}

test('the first step of a walk leads to the first hop', () => {
  assert.deepEqual(walk(answer, null, 'next'), { cloud: 'left', leg: 0, step: 0 });
  assert.equal(walk({ ...answer, traces: [] }, null, 'next'), null);
});

test('a walk goes on from the request to the answer, and back', () => {
  assert.equal(walked('left 0 2', 'next'), 'left 1 0');
  assert.equal(walked('left 1 0', 'previous'), 'left 0 2');
});

test('a walk ends where the packet does', () => {
  assert.equal(walked('left 1 1', 'next'), 'left 1 1');
  assert.equal(walked('left 0 0', 'previous'), 'left 0 0');
  assert.equal(walked('left 0 1', 'last'), 'left 1 1');
  assert.equal(walked('left 1 1', 'first'), 'left 0 0');
});

test('to the side a walk keeps to its row', () => {
  assert.equal(walked('left 0 1', 'right'), 'right 0 0');
  assert.equal(walked('right 0 1', 'left'), 'left 0 2');
});

test('to the side of a hop without a like is the nearest one above, or else the first', () => {
  assert.equal(walked('left 0 0', 'right'), 'right 0 0');
  assert.equal(walked('left 1 1', 'right'), 'right 0 1');
});

test('beyond the outermost cloud there is nothing', () => {
  assert.equal(walked('left 0 1', 'left'), 'left 0 1');
  assert.equal(walked('right 0 1', 'right'), 'right 0 1');
});

test('a place that the answer has not is no hop', () => {
  assert.equal(stepAt(answer, { cloud: 'right', leg: 1, step: 0 }), undefined);
  assert.equal(stepAt(answer, { cloud: 'elsewhere', leg: 0, step: 0 }), undefined);
  assert.equal(stepAt(null, { cloud: 'left', leg: 0, step: 0 }), undefined);
});
