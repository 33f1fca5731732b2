import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html } from 'lit';
import { drawn } from './draw.ts';
import { growingList, longList, page } from './long.ts';

async function listed(count: number, always = -1): Promise<string> {
  const items = Array.from({ length: count }, (_, index) => index);
  return drawn(html`<ol>${longList(items, (item) => html`<li>${item};</li>`, (item) => item === always)}</ol>`);
}

test('a short list is drawn whole', async () => {
  const list = await listed(page);
  assert.ok(list.includes(`<li>${page - 1};</li>`) && !list.includes('button'));
});

test('of a long list the first items, those always shown and the number of the others are drawn', async () => {
  const list = await listed(page + 50, page + 20);
  assert.equal([...list.matchAll(/<li>/g)].length, page + 1);
  assert.ok(list.includes('Show 50 more of 50') && list.includes(`<li>${page + 20};</li>`));
});

test('a list that grows starts with its first items and those that are always shown', async () => {
  const items = Array.from({ length: page + 50 }, (_, index) => index);
  const list = await drawn(
    html`<ol>${growingList(
      items,
      (item) => html`<li>${item};</li>`,
      (item) => item === page + 20,
    )}</ol>`,
  );
  assert.equal([...list.matchAll(/<li>/g)].length, page + 1);
  assert.ok(list.includes(`<li>${page + 20};</li>`) && !list.includes('button'));
});
