/// The inside of an open hop: every considered rule, in order, and why it matched or not; the packet before and after;
/// the fact that the decision rests on.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Considered, Packet, Step } from '../contract.ts';
import { said as words } from '../isolate.ts';
import { longList } from '../long.ts';
import { cited } from '../reference/fact.ts';
import { packetInFull } from './address.ts';

/// Shows a place of the text; `focus` says whether the visitor goes on there with the keyboard.
export type ShowPlace = (place: Pick<Step, 'from' | 'to' | 'line'>, focus: boolean) => void;

/// The state that the inside of an open hop is drawn from.
export interface DetailsState {
  /// The packet that came to the hop.
  readonly before: Packet;
  readonly show: ShowPlace;
  /// Leads from the page to the site's root.
  readonly root: string;
}

/// The inside of an open hop.
export function details(step: Step, { before, show, root }: DetailsState): TemplateResult {
  return html`<div class="hop-details">
    ${considered(step, show)}
    <dl>
      ${packets(step, before)} ${said('Where', whereabouts(step, show))} ${said('Fact', cited(step.fact, root))} ${said('Open', cited(step.open, root))}
    </dl>
  </div>`;
}

function considered({ considered: all = [], object }: Step, show: ShowPlace): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  return html`<p class="soft">${all.length === 1 ? 'Considered:' : `Considered, in this order:`}</p>
    <ol class="rules" role="list">
      ${longList(all, (rule) => one(rule, object, show), ({ decides }) => decides)}
    </ol>`;
}

function one(rule: Considered, object: string, show: ShowPlace): TemplateResult {
  const kind = rule.decides ? 'decides' : rule.matches ? 'matches' : 'other';
  const { sign, word } = kinds[kind];
  return html`<li class="rule" data-kind=${kind}>
    <span class="mark" aria-hidden="true">${sign}</span><span class="for-ears">${word}:</span>
    <span class="rule-words">
      ${rule.object === object ? nothing : html`<code><bdi>${rule.object}</bdi></code> `}<code class="rule-text">${words(rule.text)}</code>
      <span class="rule-why">${words(rule.why)}</span>
    </span>
    ${rule.line > 0 ? lineButton(rule, show) : html`<span class="hop-place">${rule.default ?? ''}</span>`}
  </li>`;
}

const kinds = {
  decides: { sign: '▸', word: 'decides' },
  matches: { sign: '=', word: 'matches' },
  other: { sign: '·', word: 'does not match' },
} as const;

function packets(step: Step, before: Packet): TemplateResult {
  if ((step.changed ?? []).length === 0) return html`${said('Packet', packetInFull(step.packet))}`;
  return html`${said('Before', packetInFull(before))} ${said('After', packetInFull(step.packet, step.changed))}`;
}

function whereabouts(step: Step, show: ShowPlace): TemplateResult | string | undefined {
  if (step.line > 0) return html`${lineButton(step, show)}${step.default === undefined ? nothing : ` ${step.default}`}`;
  return step.default;
}

function lineButton(place: Pick<Step, 'from' | 'to' | 'line'>, show: ShowPlace): TemplateResult {
  return html`<button type="button" class="to-line" @click=${() => show(place, false)}>line ${place.line}</button>`;
}

function said(term: string, words: string | TemplateResult | undefined): TemplateResult | typeof nothing {
  return words === undefined || words === '' ? nothing : html`<div><dt>${term}</dt><dd>${words}</dd></div>`;
}
