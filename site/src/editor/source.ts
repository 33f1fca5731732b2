/// The text of a scenario as it is drawn where it cannot be edited: at build time, and before the editor is there.

import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { rightToLeft } from '../isolate.ts';
import { codePoint, special, specialSign } from './special.ts';
import { tokens } from './tokens.ts';
import type { Token } from './tokens.ts';

/// So many lines are drawn as one: a change in one of them draws no others anew.
export const sourceBlock = 100;

/// How many lines of a text are drawn at first; the rest of a longer one block by block, or by the editor.
export const sourceSlice = 300;

/// A scenario's text, coloured, its lines numbered, or as many of them as are to be there; the deciding lines are marked as in
/// the editor, and so are others that somebody is to look at.
export function source(text: string, deciding: ReadonlySet<number>, marked: ReadonlySet<number> = new Set(), most = Infinity): TemplateResult {
  const lines = linesOf(text).slice(0, most);
  const blocks = Array.from({ length: Math.ceil(lines.length / sourceBlock) }, (_, index) => index * sourceBlock);
  const marks = (from: number): string => [deciding, marked].map((some) => [...some].filter((line) => line > from && line <= from + sourceBlock).join()).join(' ');
  return html`<pre class="source" tabindex="0" role="group" aria-label="Scenario"><code>${blocks.map((from) => {
    const some = lines.slice(from, from + sourceBlock);
    return guard([some.join('\n'), marks(from)], () => some.map((line, index) => numbered(line, from + index + 1, deciding, marked)));
  })}</code></pre>`;
}

/// The lines of a text; a line break at its end begins none.
export function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/, '').split('\n');
}

function numbered(line: string, number: number, deciding: ReadonlySet<number>, marked: ReadonlySet<number>): TemplateResult {
  const kind = deciding.has(number) ? 'line deciding' : marked.has(number) ? 'line marked' : 'line';
  return html`<span class=${kind}>${coloured(line)}${'\n'}</span>`;
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
