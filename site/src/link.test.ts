import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { open, plain, seal, unpackedLimit } from './link.ts';
import type { Opened } from './link.ts';
import type { Linked } from './linked.ts';

const linked: Linked = {
  text: 'title "世界 🌍"\nexpect a -> b tcp/443 reachable\n',
  question: 3,
  step: { cloud: 'aws', leg: 1, step: 12 },
  panel: 'findings',
  told: { question: 3, semantics: 7, outcomes: { aws: 'one-way', alibaba: 'unknown' } },
};

async function sealed(content: Linked = linked): Promise<string> {
  return (await seal(content)) ?? assert.fail('too large');
}

/// A link that somebody may have, and its content. Links are added and never changed: each opens for ever.
interface Golden {
  readonly name: string;
  readonly link: string;
  readonly opens: Linked;
}

const goldens = JSON.parse(readFileSync('testdata/links.json', 'utf8')) as readonly Golden[];

function packed(content: string): string {
  return `#1.${deflateSync(content).toString('base64url')}`;
}

const refused = (why: string): Opened => ({ tag: 'refused', why }) as Opened;

test('a link opens with the content that was sealed', async () => {
  assert.deepEqual(await open(await sealed()), { tag: 'scenario', linked });
  const bare = plain(linked);
  assert.deepEqual(await open(await sealed(bare)), { tag: 'scenario', linked: bare });
});

test('the same scenario always gives the same link', async () => {
  assert.equal(await sealed(), await sealed(structuredClone(linked)));
  assert.notEqual(await sealed(), await sealed({ ...linked, step: null }));
});

test('a scenario that is looked at as everybody does is a text and a question in its link', async () => {
  assert.equal(await sealed(plain(linked)), packed(JSON.stringify({ text: linked.text, question: linked.question })));
});

test('there are golden links, each once', () => {
  assert.ok(goldens.length >= 11);
  assert.equal(new Set(goldens.map(({ link }) => link)).size, goldens.length);
});

for (const { name, link, opens } of goldens) {
  test(`a golden link opens: ${name}`, async () => {
    assert.deepEqual(await open(link), { tag: 'scenario', linked: opens });
  });
}

test('fields of a link beside its scenario are read as far as they are understood', async () => {
  const rest = (value: object): string => packed(JSON.stringify({ text: 'a', question: 1, ...value }));
  const bare = plain({ text: 'a', question: 1 });
  const strange = [
    { step: 7 },
    { step: ['aws', -1, 0] },
    { step: [1, 2, 3] },
    { panel: 'moon' },
    { semantics: 'x', outcomes: {} },
    { semantics: 1 },
  ];
  for (const value of strange) {
    assert.deepEqual(await open(rest(value)), { tag: 'scenario', linked: bare }, JSON.stringify(value));
  }
  const told = { question: 1, semantics: 1, outcomes: { aws: 'blocked' } };
  const half = rest({ semantics: 1, outcomes: { aws: 'blocked', alibaba: 'sideways', __proto__: 3 } });
  assert.deepEqual(await open(half), { tag: 'scenario', linked: { ...bare, told } });
});

test('no fragment is no link', async () => {
  assert.deepEqual(await open(''), { tag: 'none' });
  assert.deepEqual(await open('#'), { tag: 'none' });
});

test('a fragment that names a part of a page is no link', async () => {
  for (const fragment of ['#main', '#eip', '#security-group', '#v1.2', '#main.1', '#-1.x', '#%E7%BD%91']) {
    assert.deepEqual(await open(fragment), { tag: 'unrelated' }, fragment);
  }
});

test('a link with a stranger’s character behind it is damaged', async () => {
  for (const behind of [')', '.', '%20', '\n', '#main']) {
    assert.deepEqual(await open((await sealed()) + behind), refused('damaged'), behind);
  }
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
    if (opened.tag === 'scenario') assert.deepEqual(opened.linked, linked, altered);
    else assert.deepEqual(opened, refused('damaged'), altered);
  }
});

test('a link of a later version is newer, whatever it holds', async () => {
  assert.deepEqual(await open('#2.whatever'), refused('newer'));
  assert.deepEqual(await open('#17.'), refused('newer'));
  assert.deepEqual(await open('#2.of(another)kind'), refused('newer'));
});

test('a link that explodes when it is unpacked is not opened', async () => {
  const bomb = packed(JSON.stringify({ text: 'a'.repeat(64 << 20), question: 0 }));
  assert.deepEqual(await open(bomb), refused('too-large'));
});

test('a link to something else is damaged', async () => {
  for (const content of [
    '',
    'null',
    '[]',
    '{"text":1,"question":0}',
    '{"text":"a"}',
    '{"text":"a","question":-1}',
    '"a"',
  ]) {
    assert.deepEqual(await open(packed(content)), refused('damaged'), content);
  }
});

test('a scenario that would not open again is not sealed', async () => {
  assert.equal(await seal(plain({ text: 'a'.repeat(unpackedLimit), question: 0 })), null);
  assert.notEqual(await seal(plain({ text: 'a'.repeat(unpackedLimit - 100), question: 0 })), null);
});
