import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html } from 'lit';
import { drawn } from './draw.ts';
import { isolated, said, saidText } from './isolate.ts';

test('text from right to left is isolated, and other text stays as it is', () => {
  assert.equal(isolated('דהו'), '\u2068דהו\u2069');
  assert.equal(isolated('مكتب-2'), '\u2068مكتب-2\u2069');
  assert.equal(isolated('\u{10900}'), '\u2068\u{10900}\u2069');
  for (const plain of ['web-sg', 'größe 网络 🚀', '']) assert.equal(isolated(plain), plain);
});

test('characters that turn the direction of text are removed and leave no isolate open', () => {
  assert.equal(isolated('דהו\u2069\u202e'), '\u2068דהו\u2069');
  assert.equal(isolated('a\u2067b'), 'ab');
});

test('each name from right to left in a sentence is an element, or isolated where no element can be', async () => {
  assert.equal(
    await drawn(html`<p>${said('דהו-2.eth1 → (אבג…) tcp/443.')}</p>`),
    '<p><bdi>דהו-2.eth1</bdi> → (<bdi>אבג…</bdi>) tcp/443.</p>',
  );
  assert.equal(said('laptop → web'), 'laptop → web');
  assert.equal(
    saidText('It is דהו. Then اسم, and \u202eweb.'),
    'It is \u2068דהו\u2069. Then \u2068اسم\u2069, and web.',
  );
});
