/// The text of a scenario as it is drawn where it cannot be edited: at build time, and before the editor is there.

import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { rightToLeft } from '../isolate.ts';
import { codePoint, special, specialSign } from './special.ts';
import { tokens } from './tokens.ts';
import type { Token } from './tokens.ts';

/// A scenario's text, coloured, its lines numbered; the deciding lines are marked as in the editor, and so are others that
/// somebody is to look at.
export function source(text: string, deciding: ReadonlySet<number>, marked: ReadonlySet<number> = new Set()): TemplateResult {
  const lines = text.replace(/\n$/, '').split('\n');
  return html`<pre class="source" tabindex="0" role="group" aria-label="Scenario"><code>${lines.map((line, index) => {
    const kind = deciding.has(index + 1) ? 'line deciding' : marked.has(index + 1) ? 'line marked' : 'line';
    return html`<span class=${kind}>${coloured(line)}${'\n'}</span>`;
  })}</code></pre>`;
}

/// A line's pieces, each in a span of its kind.
export function coloured(line: string): readonly (string | TemplateResult)[] {
  const pieces: (string | TemplateResult)[] = [];
  let at = 0;
  for (const token of tokens(line)) {
    if (token.from > at) pieces.push(...shown(line.slice(at, token.from)));
    pieces.push(piece(token.kind, line.slice(token.from, token.to)));
    at = token.to;
  }
  pieces.push(...shown(line.slice(at)));
  return pieces;
}

/// A piece by itself: what of it runs from right to left leaves what stands around it in its order, as in the editor.
function piece(kind: Token['kind'], text: string): TemplateResult {
  if (!rightToLeft.test(text)) return html`<span class=${`t-${kind}`}>${shown(text)}</span>`;
  return html`<span class=${`t-${kind}`} dir=${kind === 'comment' || kind === 'string' ? 'ltr' : 'auto'}>${shown(text)}</span>`;
}

/// A text with a sign in the place of each character that would not show.
function shown(text: string): readonly (string | TemplateResult)[] {
  const all: (string | TemplateResult)[] = [];
  let at = 0;
  for (const { 0: character, index } of text.matchAll(special)) {
    if (index > at) all.push(text.slice(at, index));
    all.push(html`<span class="special" title=${codePoint(character)}>${specialSign}</span>`);
    at = index + character.length;
  }
  all.push(text.slice(at));
  return all;
}
