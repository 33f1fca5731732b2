/// The text of a scenario where it can't be edited: at build time, and before the editor is there.

import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { rightToLeft } from '../isolate.ts';
import { codePoint, special, specialSign } from './special.ts';
import { tokens } from './tokens.ts';
import type { Token } from './tokens.ts';

/// How many lines make a block, which is drawn as one: a change in one block draws no other anew.
export const sourceBlock = 100;

/// How many lines of a text are drawn at first. The rest of a longer one comes block by block, or with the editor.
export const sourceSlice = 300;

/// A scenario's text, coloured, with numbered lines; `lines` is how many of them are drawn. The deciding lines and the
/// marked ones look as in the editor.
export function source(
  text: string,
  deciding: ReadonlySet<number>,
  marked: ReadonlySet<number> = new Set(),
  most = Infinity,
): TemplateResult {
  const lines = linesOf(text).slice(0, most);
  const blocks = Array.from({ length: Math.ceil(lines.length / sourceBlock) }, (_, index) => index * sourceBlock);
  const marks = (from: number): string =>
    [deciding, marked]
      .map((some) => [...some].filter((line) => line > from && line <= from + sourceBlock).join())
      .join(' ');
  return html`<pre class="source" tabindex="0" role="group" aria-label="Scenario"><code>${blocks.map((from) => {
    const some = lines.slice(from, from + sourceBlock);
    return guard([some.join('\n'), marks(from)], () =>
      some.map((line, index) => numbered(line, from + index + 1, deciding, marked)),
    );
  })}</code></pre>`;
}

/// The lines of a text. A line break at its end begins no further line.
export function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/, '').split('\n');
}

function numbered(
  line: string,
  number: number,
  deciding: ReadonlySet<number>,
  marked: ReadonlySet<number>,
): TemplateResult {
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

/// A piece by itself. Text from right to left in it keeps its direction inside of the piece, as in the editor.
function piece(kind: Token['kind'], text: string): TemplateResult {
  if (!rightToLeft.test(text)) return html`<span class=${`t-${kind}`}>${shown(text)}</span>`;
  return html`<span class=${`t-${kind}`} dir=${kind === 'comment' || kind === 'string' ? 'ltr' : 'auto'}>${shown(text)}</span>`;
}

/// A text with a sign for each character that would not show.
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
