/// One hop of a trace: a line with its mark, its object, the decision in words and the changed addresses. Open, it
/// shows the considered rules, the packet before and after, and the fact behind the decision.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Packet, Step } from '../contract.ts';
import { said } from '../isolate.ts';
import { addressChange, wordsBeside } from './address.ts';
import { details } from './details.ts';
import type { ShowPlace } from './details.ts';
import type { Way } from './walk.ts';

/// How a hop stands to the rest of the page.
export interface HopState {
  /// It decides the outcome.
  readonly deciding: boolean;
  /// The visitor is at it.
  readonly chosen: boolean;
  /// Its line is the one that is marked in the text.
  readonly marked: boolean;
  readonly open: boolean;
  /// The packet that came to it.
  readonly before: Packet;
  /// Chooses the hop, and opens or closes it.
  readonly fold: () => void;
  /// Goes on from it to another hop.
  readonly walk: (way: Way) => void;
  readonly show: ShowPlace;
  /// Leads from the page to the site's root.
  readonly root: string;
}

/// A step's mark and what it means.
export const marks: Readonly<Record<Step['mark'], { readonly sign: string; readonly word: string }>> = {
  pass: { sign: '✓', word: 'passes' },
  drop: { sign: '✕', word: 'is dropped' },
  skip: { sign: '–', word: 'does not apply' },
  end: { sign: '●', word: 'ends' },
};

const ways: Readonly<Record<string, Way>> = {
  ArrowDown: 'next',
  j: 'next',
  ArrowUp: 'previous',
  k: 'previous',
  Home: 'first',
  End: 'last',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/// A hop, with what is in it where it is open.
export function hop(step: Step, state: HopState): TemplateResult {
  const classes = ['hop', state.deciding ? 'deciding' : '', step.parts === true ? 'parts' : '']
    .filter(Boolean)
    .join(' ');
  const current = state.chosen ? 'step' : state.marked ? 'true' : nothing;
  return html`<li class=${classes} data-mark=${step.mark}>
    <button
      type="button"
      class="hop-line"
      aria-expanded=${state.open}
      aria-current=${current}
      @click=${state.fold}
      @keydown=${(event: KeyboardEvent) => press(event, step, state)}
    >
      ${content(step, state.before)}
    </button>
    ${state.open ? details(step, state) : nothing}
  </li>`;
}

/// The empty place of a cloud that has no hop in this row.
export function gap(): TemplateResult {
  return html`<li class="hop gap" aria-hidden="true"></li>`;
}

/// Moves the focus to the hop that the visitor is at.
export function focusHop(within: Element | null | undefined): void {
  within?.querySelector<HTMLElement>('.hop-line[aria-current="step"]')?.focus();
}

function press(event: KeyboardEvent, step: Step, { walk, show }: HopState): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const way = ways[event.key];
  if (way === undefined && event.key !== 'Escape') return;
  event.preventDefault();
  if (way === undefined) return show(step, true);
  walk(way);
  focusHop((event.currentTarget as Element).closest('.traces'));
}

function content(step: Step, before: Packet): TemplateResult {
  const { sign, word } = marks[step.mark];
  return html`<span class="mark" aria-hidden="true">${sign}</span><span class="for-ears">${word}:</span>
    <code class="hop-object"><bdi>${step.object}</bdi></code>
    <span class="hop-words">
      <span class="hop-decision">
        ${kindOf(step)} ${said(wordsBeside(step, before))}
        ${step.parts === true ? html`<span class="hop-note"><span aria-hidden="true">·</span> first difference</span>` : nothing}
      </span>
      <span class="hop-place">${addressChange(step) ?? origin(step)}</span>
    </span>`;
}

/// The responsible line of the text, or "the cloud" for a rule that nobody wrote.
function origin(step: Step): TemplateResult | typeof nothing {
  if (step.line > 0) return html`line ${step.line}`;
  return step.default === undefined
    ? nothing
    : html`<span class="for-ears">${step.default}</span><span aria-hidden="true" title=${step.default}>the cloud</span>`;
}

/// The object's kind, which makes a sentence of the decision; left out where the object's name says it already.
function kindOf(step: Step): TemplateResult | typeof nothing {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return plain(step.kind) === plain(step.object) ? nothing : html`<span class="soft">${step.kind}</span>`;
}
