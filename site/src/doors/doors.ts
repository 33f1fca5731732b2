/// The doors to the Internet that a user may open for a machine: a table for each cloud, side by side.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Door, Exposure } from '../contract.ts';
import { said } from '../isolate.ts';
import { factAddress } from '../reference/fact.ts';
import { cloudName, exposed, outcome } from '../trace/outcome.ts';

/// The state that the tables are drawn from.
export interface DoorsState {
  /// One statement, in each cloud that it asks.
  readonly exposures: readonly Exposure[];
  /// Shows the statement's line.
  readonly choose: (exposure: Exposure) => void;
  /// Leads from the page to the site's root.
  readonly root: string;
}

/// How many of the actions that keep a door shut are named.
const named = 3;

const states: Readonly<Record<Door['state'], { readonly mark: string; readonly word: string }>> = {
  open: { mark: '✕', word: 'can be opened' },
  there: { mark: '●', word: 'stands open' },
  shut: { mark: '✓', word: 'is shut' },
};

/// The tables of a statement about a user.
export function doors(state: DoorsState): TemplateResult {
  return html`<div class="exposures">${state.exposures.map((exposure) => column(exposure, state))}</div>`;
}

function column(exposure: Exposure, { choose, root }: DoorsState): TemplateResult {
  const { cloud, title, line } = exposure;
  return html`<section class="exposure" data-cloud=${cloud} aria-label=${`Doors on ${title}`}>
    <h2 class="exposure-title">
      <span>${cloudName(cloud, title)} ${outcome(exposed(exposure))}</span>
      <button type="button" class="exposure-line" @click=${() => choose(exposure)}>line ${line}</button>
    </h2>
    ${verdict(exposure)}
    ${exposure.doors.length > 0 ? table(exposure.doors, root) : nothing}
  </section>`;
}

function table(all: readonly Door[], root: string): TemplateResult {
  return html`<table class="doors">
    <thead>
      <tr><th scope="col">Door to the Internet</th><th scope="col">State</th></tr>
    </thead>
    <tbody>${all.map((door) => row(door, root))}</tbody>
  </table>`;
}

function verdict({ holds, mismatch }: Exposure): TemplateResult {
  if (holds) return html`<p class="verdict holds"><span class="mark" aria-hidden="true">✓</span> As expected.</p>`;
  return html`<p class="verdict fails"><span class="mark" aria-hidden="true">✕</span> ${said(mismatch ?? 'Not as expected')}.</p>`;
}

function row(door: Door, root: string): TemplateResult {
  const { mark, word } = states[door.state];
  return html`<tr class="door" data-state=${door.state}>
    <th scope="row"><span class="door-title"><span class="mark" aria-hidden="true">${mark}</span> <span>${said(door.title)}</span></span></th>
    <td><span class="door-state">${word}</span>${becomes(door)} <a class="fact-link" href=${factAddress(door.fact, root)}>Sources</a></td>
  </tr>`;
}

function becomes({ state, actions, closers }: Door): TemplateResult | typeof nothing {
  switch (state) {
    case 'open':
      return html` by ${codes(actions, ' and ')}. To shut it, deny ${codes(closers, ' and ')}.`;
    case 'there':
      return html` already.`;
    case 'shut':
      return html`: the policy does not allow ${few(closers)}.`;
  }
}

function few(actions: readonly string[]): TemplateResult {
  const more = actions.length - named;
  if (more < 2) return codes(actions, ' or ');
  return html`${codes(actions.slice(0, named), ', ')} or any of ${more} more`;
}

function codes(actions: readonly string[], last: string): TemplateResult {
  return html`${actions.map((action, index) => {
    const before = index === 0 ? nothing : index === actions.length - 1 ? last : ', ';
    return html`${before}<code>${action}</code>`;
  })}`;
}
