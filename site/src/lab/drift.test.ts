import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer, OutcomeKey } from '../contract.ts';
import { plain } from '../link.ts';
import { drift, refusedNow } from './drift.ts';
import { exampleLab, reduce } from './state.ts';

const today = 5;

/// An answer of today with these outcomes, one a cloud.
function answered(outcomes: Readonly<Record<string, OutcomeKey>>): Answer {
  const clouds = Object.entries(outcomes).map(([cloud, outcome]) => ({
    cloud,
    title: cloud.toUpperCase(),
    outcome,
    holds: true,
  }));
  const question = { from: 0, to: 1, line: 1, kind: 'trace', text: 'a -> b', holds: true, clouds } as const;
  return {
    semantics: today, title: '', notes: [], diagnostics: [], findings: [], statements: [], questions: [question],
    exposures: [], shown: 0, traces: [], drawings: [],
  };
}

/// The sentence on a link whose maker was told these outcomes, if today's are those.
function said(
  semantics: number,
  then: Readonly<Record<string, OutcomeKey>>,
  now: Readonly<Record<string, OutcomeKey>>,
): string | null {
  const linked = { ...plain({ text: 'x', question: 0 }), told: { question: 0, semantics, outcomes: then } };
  const opened = reduce(exampleLab({ text: '', question: 0 }, answered({})), { tag: 'opened', linked });
  return drift(reduce(opened, { tag: 'answered', text: 'x', answer: answered(now) }));
}

test('a changed outcome is told with its former one', () => {
  assert.equal(
    said(4, { a: 'reachable', b: 'blocked' }, { a: 'one-way', b: 'blocked' }),
    'When this link was made, Hopwise answered reachable for A; today it answers one-way.',
  );
});

test('several are told in one sentence', () => {
  const sentence =
    'When this link was made, Hopwise answered reachable for A, no verdict for B and flaky for C; ' +
    'today it answers blocked, one-way and refused.';
  assert.equal(
    said(4, { a: 'reachable', b: 'unknown', c: 'flaky' }, { a: 'blocked', b: 'one-way', c: 'refused' }),
    sentence,
  );
});

test('a link of a newer page says that this one is old', () => {
  assert.equal(
    said(6, { a: 'reachable' }, { a: 'blocked' }),
    'A newer Hopwise made this link and answered reachable for A; this one answers blocked, so reload the page.',
  );
});

test('nothing is told where nothing is another, or nothing is known', () => {
  assert.equal(said(4, { a: 'blocked' }, { a: 'blocked' }), null);
  assert.equal(said(5, { a: 'reachable' }, { a: 'blocked' }), null);
  assert.equal(said(4, { gone: 'blocked' }, { a: 'reachable' }), null);
});

/// The sentence on lines of a link that was made by one meaning and that are refused since others.
function refused(semantics: number, ...lines: readonly (readonly [number, number | undefined])[]): string | null {
  const error = { from: 0, to: 1, column: 1, severity: 'error', message: 'U+200B shows nothing' } as const;
  const diagnostics = lines.map(([line, since]) => ({ ...error, line, ...(since === undefined ? {} : { since }) }));
  const linked = { ...plain({ text: 'x', question: 0 }), told: { question: 0, semantics, outcomes: {} } };
  const opened = reduce(exampleLab({ text: '', question: 0 }, answered({})), { tag: 'opened', linked });
  return refusedNow(reduce(opened, { tag: 'answered', text: 'x', answer: { ...answered({}), diagnostics } }));
}

test('a line that was read when the link was made and is refused now is told', () => {
  assert.equal(
    refused(2, [7, 3], [7, 3], [9, undefined]),
    'When this link was made, Hopwise read line 7; today it refuses that line: U+200B shows nothing.',
  );
  assert.equal(
    refused(2, [7, 3], [9, 4]),
    'When this link was made, Hopwise read lines 7 and 9; today it refuses them, line 7 because U+200B shows nothing.',
  );
  assert.match(
    refused(2, [1, 3], [2, 3], [3, 3], [4, 3], [5, 3], [6, 3], [7, 3]) ?? '',
    /lines 1, 2, 3, 4, 5 and 2 more;/,
  );
});

test('a line that was refused then is not', () => {
  assert.equal(refused(3, [7, 3]), null);
  assert.equal(refused(2, [7, undefined]), null);
});

test('a linked scenario that the visitor changes has no drift', () => {
  const linked = {
    ...plain({ text: 'x', question: 0 }),
    told: { question: 0, semantics: 4, outcomes: { a: 'reachable' } },
  } as const;
  const opened = reduce(exampleLab({ text: '', question: 0 }, answered({})), { tag: 'opened', linked });
  const edited = reduce(reduce(opened, { tag: 'edited', text: 'xy' }), {
    tag: 'answered',
    text: 'xy',
    answer: answered({ a: 'blocked' }),
  });
  assert.equal(drift(edited), null);
});
