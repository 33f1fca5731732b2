import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Step } from '../contract.ts';
import { align } from './align.ts';

const packet = { service: '', source: '', sourcePort: '', destination: '', destinationPort: '' };

/// Steps from their kinds; a star marks the step at which the clouds part.
function steps(kinds: string): readonly Step[] {
  return kinds
    .split(' ')
    .filter(Boolean)
    .map((kind) => ({
      mark: 'pass', object: '', kind: kind.replace('*', ''), reason: '', title: '', text: '', from: 0, to: 0, line: 0, packet,
      parts: kind.endsWith('*'),
    }));
}

/// The rows as text, one cloud's column after the other, dots for gaps.
function columns(...lists: readonly string[]): readonly string[] {
  const rows = align(lists.map(steps));
  return lists.map((_, cloud) => rows.map((row) => row[cloud]?.kind ?? '.').join(' '));
}

test('steps of one kind share a row', () => {
  assert.deepEqual(columns('gateway acl group', 'acl group'), ['gateway acl group', '. acl group']);
});

test('steps without a counterpart are paired off', () => {
  assert.deepEqual(columns('gateway acl', 'platform acl'), ['gateway acl', 'platform acl']);
});

test('the steps at which the clouds part share a row, and nothing crosses it', () => {
  assert.deepEqual(columns('group acl table* gateway host', 'group platform* host'), [
    'group acl table gateway host',
    'group . platform . host',
  ]);
});

test('a cloud without this leg has gaps', () => {
  assert.deepEqual(columns('a b', ''), ['a b', '. .']);
});

test('three clouds', () => {
  assert.deepEqual(columns('a b c', 'b c', 'a c'), ['a b c', '. b c', 'a . c']);
});

test('one cloud alone', () => {
  assert.deepEqual(columns('a b'), ['a b']);
});
