/// One hop of a trace on one line: mark, object, decision in words, and the line of the text that is responsible.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Packet, Step } from '../engine.ts';

/// How a hop stands to the rest of the page.
export interface HopState {
  /// It decides the outcome.
  readonly deciding: boolean;
  /// Its line is the one that is marked in the text.
  readonly marked: boolean;
  readonly choose: () => void;
}

/// A step's mark and what it means.
export const marks: Readonly<Record<Step['mark'], { readonly sign: string; readonly word: string }>> = {
  pass: { sign: '✓', word: 'passes' },
  drop: { sign: '✕', word: 'is dropped' },
  skip: { sign: '–', word: 'does not apply' },
  end: { sign: '●', word: 'ends' },
};

/// A hop. Where a line of the text is responsible, it can be chosen to show that line.
export function hop(step: Step, state: HopState): TemplateResult {
  const classes = ['hop', state.deciding ? 'deciding' : '', step.parts === true ? 'parts' : ''].filter(Boolean).join(' ');
  return html`<li class=${classes} data-mark=${step.mark}>${step.line > 0 ? choosable(step, state) : fixed(step)}</li>`;
}

/// The empty place of a cloud that has no hop in this row.
export function gap(): TemplateResult {
  return html`<li class="hop gap" aria-hidden="true"></li>`;
}

function choosable(step: Step, { marked, choose }: HopState): TemplateResult {
  return html`<button type="button" class="hop-line" aria-current=${marked ? 'true' : nothing} @click=${choose}>
    ${content(step)}<span class="hop-place">line ${step.line}</span>
  </button>`;
}

function fixed(step: Step): TemplateResult {
  return html`<div class="hop-line">${content(step)}<span class="hop-place"></span></div>`;
}

function content(step: Step): TemplateResult {
  const { sign, word } = marks[step.mark];
  return html`<span class="mark" aria-hidden="true">${sign}</span><span class="for-ears">${word}:</span>
    <code class="hop-object">${step.object}</code>
    <span class="hop-decision">
      ${kindOf(step)} ${decision(step)}${step.default === undefined ? nothing : html`<span class="soft">, ${step.default}</span>`}
      ${step.parts === true ? html`<span class="hop-note">First difference</span>` : nothing}
    </span>`;
}

/// The object's kind, which makes a sentence of the decision; not where the object's own name says it.
function kindOf(step: Step): TemplateResult | typeof nothing {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return plain(step.kind) === plain(step.object) ? nothing : html`<span class="soft">${step.kind}</span>`;
}

/// The decision, with the packet's changed addresses underlined; one that the words do not hold is put behind them.
function decision(step: Step): readonly (string | TemplateResult)[] {
  return changedAddresses(step).reduce<readonly (string | TemplateResult)[]>(underline, [step.text]);
}

function underline(pieces: readonly (string | TemplateResult)[], address: string): readonly (string | TemplateResult)[] {
  const marked = html`<u>${address}</u>`;
  const whole = new RegExp(String.raw`(?<![\w.:])${address.replaceAll('.', String.raw`\.`)}(?!\w|\.\d|:\S)`);
  const index = pieces.findIndex((piece) => typeof piece === 'string' && whole.test(piece));
  if (index < 0) return [...pieces, ' → ', marked];
  const [before = '', after = ''] = String(pieces[index]).split(whole, 2);
  return [...pieces.slice(0, index), before, marked, after, ...pieces.slice(index + 1)];
}

function changedAddresses(step: Step): readonly string[] {
  const fields: readonly (keyof Packet)[] = ['source', 'destination'];
  return fields.filter((field) => step.changed?.includes(field)).map((field) => step.packet[field]);
}
