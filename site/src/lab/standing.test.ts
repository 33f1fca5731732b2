import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer, Diagnostic, Trace } from '../contract.ts';
import { stand } from './standing.ts';

const error: Diagnostic = { from: 0, to: 1, line: 1, column: 1, severity: 'error', message: 'm' };

function trace(cloud: string, sentence: string): Trace {
  return { cloud, title: cloud, outcome: 'reachable', holds: true, sentence, leg: -1, step: -1, legs: [] };
}

/// An answer to one question; the sentences of its traces tell the answers apart.
function answer(sentence: string, clouds: string, broken: boolean, question = 'a -> b'): Answer {
  const traces = clouds.split(' ').filter(Boolean).map((cloud) => trace(cloud, sentence));
  const questions = [{ from: 0, to: 1, line: 1, kind: 'trace', text: question, holds: true, clouds: traces }] as const;
  return {
    semantics: 1, title: '', notes: [], diagnostics: broken ? [error] : [], findings: [], statements: [], questions,
    exposures: [], shown: 0, traces, drawings: [],
  };
}

/// The shown traces after several answers, as "cloud sentence", stale ones with a star.
function shown(...answers: readonly Answer[]): string {
  const last = answers.reduce((before: ReturnType<typeof stand> | null, next) => stand(before, next), null);
  const traces = last?.answer.traces ?? [];
  return traces
    .map(({ cloud, sentence }) => `${cloud} ${sentence}${last?.stale.includes(cloud) === true ? '*' : ''}`)
    .join(', ');
}

test('a cloud whose text breaks keeps its trace and its place, and is stale', () => {
  assert.equal(shown(answer('old', 'x y', false), answer('new', 'y', true)), 'x old*, y new');
  assert.equal(
    shown(answer('old', 'x y', false), answer('new', 'y', true), answer('newer', 'y', true)),
    'x old*, y newer',
  );
  assert.equal(
    shown(answer('old', 'x y', false), answer('new', 'y', true), answer('newer', 'x y', false)),
    'x newer, y newer',
  );
});

test('where no question is understood any more, all stays', () => {
  const nothing: Answer = { ...answer('new', '', true), questions: [], shown: -1 };
  assert.equal(shown(answer('old', 'x y', false), nothing), 'x old*, y old*');
});

test('a cloud taken out of a text without errors is gone', () => {
  assert.equal(shown(answer('old', 'x y', false), answer('new', 'y', false)), 'y new');
  assert.equal(shown(answer('old', 'x y', false), answer('new', '', false)), '');
});

test('another question starts anew', () => {
  assert.equal(shown(answer('old', 'x y', false), answer('new', 'y', true, 'b -> a')), 'y new');
});

test('an error that takes no trace away makes none stale', () => {
  assert.equal(shown(answer('old', 'x', false), answer('new', 'x y', true)), 'x new, y new');
});
