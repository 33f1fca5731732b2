import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { open, seal, unpackedLimit } from './link.ts';
import type { Opened } from './link.ts';

const scenario = { text: 'title "世界 🌍"\nexpect a -> b tcp/443 reachable\n', question: 3 };

async function sealed(): Promise<string> {
  return (await seal(scenario)) ?? assert.fail('too large');
}

function packed(content: string): string {
  return `#1.${deflateSync(content).toString('base64url')}`;
}

const refused = (why: string): Opened => ({ tag: 'refused', why }) as Opened;

test('a link opens as what was sealed', async () => {
  assert.deepEqual(await open(await sealed()), { tag: 'scenario', scenario });
});

test('the same scenario always gives the same link', async () => {
  assert.equal(await sealed(), await sealed());
});

test('a link made by version 1 opens', async () => {
  const link =
    '#1.eJwFwcsOwiAQBdBfuZm1ptGy6sIvYTPgTSRBoGX6MI3_3nNOMR4mk1iyTHj56psIP2xceqoFDy--8GiMhqzNasP9hZ0BFtvg3IiFGj8aMn2Rm8wru6VaZHr-L9qjH7k';
  const text = 'title "made by version 1"\nexpect laptop -> web tcp/443 reachable\n';
  assert.deepEqual(await open(link), { tag: 'scenario', scenario: { text, question: 2 } });
});

test('no fragment is no link', async () => {
  assert.deepEqual(await open(''), { tag: 'none' });
  assert.deepEqual(await open('#'), { tag: 'none' });
});

test('a link that was cut is damaged, wherever it was cut', async () => {
  const link = await sealed();
  for (let length = 2; length < link.length; length++) {
    assert.deepEqual(await open(link.slice(0, length)), refused('damaged'), link.slice(0, length));
  }
});

test('a link with another character in it is damaged or says the same', async () => {
  const link = await sealed();
  for (let at = 3; at < link.length; at++) {
    const altered = link.slice(0, at) + (link[at] === 'A' ? 'B' : 'A') + link.slice(at + 1);
    const opened = await open(altered);
    if (opened.tag === 'scenario') assert.deepEqual(opened.scenario, scenario, altered);
    else assert.deepEqual(opened, refused('damaged'), altered);
  }
});

test('a link of a later version is newer, whatever it holds', async () => {
  assert.deepEqual(await open('#2.whatever'), refused('newer'));
  assert.deepEqual(await open('#17.'), refused('newer'));
});

test('a link that explodes when it is unpacked is not opened', async () => {
  const bomb = packed(JSON.stringify({ text: 'a'.repeat(64 << 20), question: 0 }));
  assert.deepEqual(await open(bomb), refused('too-large'));
});

test('a link to something else is damaged', async () => {
  for (const content of ['', 'null', '[]', '{"text":1,"question":0}', '{"text":"a"}', '{"text":"a","question":-1}', '"a"']) {
    assert.deepEqual(await open(packed(content)), refused('damaged'), content);
  }
});

test('a scenario that would not open again is not sealed', async () => {
  assert.equal(await seal({ text: 'a'.repeat(unpackedLimit), question: 0 }), null);
  assert.notEqual(await seal({ text: 'a'.repeat(unpackedLimit - 100), question: 0 }), null);
});
