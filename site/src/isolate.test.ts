import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawn } from './draw.ts';
import { html } from 'lit';
import { isolated, said } from './isolate.ts';

test('what is written from right to left is isolated, and what is not stays as it is', () => {
  assert.equal(isolated('דהו'), '\u2068דהו\u2069');
  assert.equal(isolated('مكتب-2'), '\u2068مكتب-2\u2069');
  assert.equal(isolated('\u{10900}'), '\u2068\u{10900}\u2069');
  for (const plain of ['web-sg', 'größe 网络 🚀', '']) assert.equal(isolated(plain), plain);
});

test('what turns the direction leaves no isolate, and is not taken along', () => {
  assert.equal(isolated('דהו\u2069\u202e'), '\u2068דהו\u2069');
  assert.equal(isolated('a\u2067b'), 'ab');
});

test('each isolated name of a sentence is an element', async () => {
  assert.equal(await drawn(html`<p>${said('\u2068דהו\u2069 → \u2068אבג\u2069 tcp/443')}</p>`), '<p><bdi>דהו</bdi> → <bdi>אבג</bdi> tcp/443</p>');
  assert.equal(said('laptop → web'), 'laptop → web');
});
