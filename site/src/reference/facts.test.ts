import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html } from 'lit';
import { drawn } from '../draw.ts';
import { inline } from './facts.ts';

test('a sentence of a fact shows its code and its links, and nothing else of its text is markup', async () => {
  const text = 'Its rule `*` is <b>last</b> ([VPC](https://docs.example/vpc), 2025).';
  assert.equal(
    await drawn(html`${inline(text)}`),
    'Its rule <code>*</code> is &lt;b&gt;last&lt;/b&gt; (<a href="https://docs.example/vpc" rel="noopener noreferrer">VPC</a>, 2025).',
  );
});
