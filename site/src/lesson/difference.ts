/// Two texts as one, line by line: lines are kept, taken out or put in.

import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { coloured } from '../editor/source.ts';
import { common } from '../lcs.ts';

/// A line of the difference.
export interface DifferenceLine {
  readonly kind: 'same' | 'out' | 'in';
  readonly text: string;
}

/// The difference of two texts, in as few lines as can be.
export function difference(before: string, after: string): readonly DifferenceLine[] {
  const a = linesOf(before);
  const b = linesOf(after);
  const lines: DifferenceLine[] = [];
  let i = 0;
  let j = 0;
  for (const [nextI, nextJ] of [...common(a, b, (x, y) => x === y), [a.length, b.length] as const]) {
    lines.push(...a.slice(i, nextI).map((text) => ({ kind: 'out', text }) as const));
    lines.push(...b.slice(j, nextJ).map((text) => ({ kind: 'in', text }) as const));
    if (nextI < a.length) lines.push({ kind: 'same', text: a[nextI] ?? '' });
    i = nextI + 1;
    j = nextJ + 1;
  }
  return lines;
}

/// The difference drawn: sign, colour and element tell removed lines from added ones.
export function differenceView(before: string, after: string): TemplateResult {
  return html`<pre class="difference" tabindex="0" role="group" aria-label="What to change"><code>${difference(before, after).map(drawLine)}</code></pre>`;
}

function drawLine({ kind, text }: DifferenceLine): TemplateResult {
  switch (kind) {
    case 'same':
      return html`<span class="line">  ${coloured(text)}${'\n'}</span>`;
    case 'out':
      return html`<del class="line">- ${coloured(text)}${'\n'}</del>`;
    case 'in':
      return html`<ins class="line">+ ${coloured(text)}${'\n'}</ins>`;
  }
}

function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/, '').split('\n');
}
