/// The ways that chance may take: a list to choose from, with the share of each. The hops and the drawing are those of
/// the chosen one.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Trace, Way } from '../contract.ts';
import { said } from '../isolate.ts';
import { outcome } from './outcome.ts';
import { percent } from './ports.ts';

/// The ways that are seen at once; the others are behind a button.
const atOnce = 8;

/// The list of a trace's ways. Left out where there is only one. `followed` is the key of the way that the visitor has
/// chosen, which the trace may not show yet.
export function wayList(
  trace: Trace,
  followed: string | undefined,
  choose: (key: string) => void,
): TemplateResult | typeof nothing {
  const all = trace.ways ?? [];
  if (all.length === 0) return nothing;
  const more = trace.unlisted ?? 0;
  const shown = all.find(({ key }) => key === followed) ?? all[trace.way ?? 0];
  const row = (way: Way): TemplateResult => one(trace.cloud, way, way === shown, choose);
  // A form of its own keeps the buttons apart from those of another lab on the page.
  return html`<form class="way-list">
    <fieldset>
      <legend>Each connection goes one of ${all.length + more} ways. Choose one to follow it.</legend>
      <div class="way-rows">${all.slice(0, atOnce).map(row)}</div>
      ${all.length > atOnce ? rest(all, row) : nothing}
      ${more > 0 ? html`<p>${more} more ${more === 1 ? 'way is' : 'ways are'} not listed.</p>` : nothing}
    </fieldset>
  </form>`;
}

function rest(all: readonly Way[], row: (way: Way) => TemplateResult): TemplateResult {
  return html`<details>
    <summary>Show ${all.length - atOnce} more ways</summary>
    <div class="way-rows">${all.slice(atOnce).map(row)}</div>
  </details>`;
}

function one(cloud: string, way: Way, shown: boolean, choose: (key: string) => void): TemplateResult {
  return html`<label class="way-row">
    <input
      type="radio"
      name=${cloud}
      .checked=${live(shown)}
      @change=${() => choose(way.key)}
    />
    <span class="way-share">${percent(way.share)}</span>
    ${outcome(way.outcome)}
    <span class="way-words"><bdi>${way.words}</bdi>${way.because === undefined ? nothing : html`<span class="soft">: ${said(way.because)}</span>`}</span>
  </label>`;
}
