import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokens } from './tokens.ts';

/// The pieces of a line as "kind:text"; names and signs left out.
function kinds(line: string): readonly string[] {
  return tokens(line)
    .filter(({ kind }) => kind !== 'name' && kind !== 'sign')
    .map(({ kind, from, to }) => `${kind}:${line.slice(from, to)}`);
}

test('statements, words and outcomes are the vocabulary’s', () => {
  assert.deepEqual(kinds('expect laptop -> web tcp/443 reachable'), [
    'statement:expect',
    'service:tcp/443',
    'outcome:reachable',
  ]);
  assert.deepEqual(kinds('  security-group web-sg {'), ['statement:security-group']);
});

test('a word inside a name is no word', () => {
  assert.deepEqual(kinds('my-vpc vpc-1 vpc_ subnets'), []);
});

test('comments run to the end of the line, and not from inside a text', () => {
  assert.deepEqual(kinds('# vpc 10.0.0.0/8'), ['comment:# vpc 10.0.0.0/8']);
  assert.deepEqual(kinds('// vpc'), ['comment:// vpc']);
  assert.deepEqual(kinds('note "a # b // c" # d'), ['statement:note', 'string:"a # b // c"', 'comment:# d']);
});

test('a text that is not closed goes to the end of the line', () => {
  assert.deepEqual(kinds('note "open'), ['statement:note', 'string:"open']);
});

test('addresses and ranges of both families', () => {
  for (const address of [
    '10.0.0.1',
    '10.0.0.0/16',
    '0.0.0.0/0',
    '2001:db8::1',
    '::/0',
    'fe80::/10',
    '2001:db8:0:1::10',
  ]) {
    assert.deepEqual(kinds(`x ${address} y`), [`address:${address}`], address);
  }
});

test('services with ports, lists, ranges and types', () => {
  for (const service of ['tcp/443', 'tcp/80,443,8000-8999', 'icmp/3.4', 'icmp/echo-request', 'proto/50']) {
    assert.deepEqual(kinds(`x ${service} y`), [`service:${service}`], service);
  }
});

test('letters of any script make a name', () => {
  const line = 'größe 网络-甲';
  assert.deepEqual(tokens(line).map(({ from, to }) => line.slice(from, to)), ['größe', '网络-甲']);
});

test('an arrow parts two names', () => {
  assert.deepEqual(tokens('a->b').map(({ kind }) => kind), ['name', 'sign', 'name']);
});

test('tokens are in order and do not overlap, whatever the line', () => {
  for (const line of [
    '"', '"""', '####', '1.2.3.4.5', ':::::', '-->--', '<img src=x onerror=alert(1)>', '🌍"🌍"🌍', '/////', 'a/b/c',
  ]) {
    let at = 0;
    for (const { from, to } of tokens(line)) {
      assert.ok(from >= at && to > from && to <= line.length, line);
      at = to;
    }
  }
});
