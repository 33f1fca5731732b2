/// The text of a scenario as it is drawn where it cannot be edited: at build time, and before the editor is there.

import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { tokens } from './tokens.ts';

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
    if (token.from > at) pieces.push(line.slice(at, token.from));
    pieces.push(html`<span class=${`t-${token.kind}`}>${line.slice(token.from, token.to)}</span>`);
    at = token.to;
  }
  pieces.push(line.slice(at));
  return pieces;
}
