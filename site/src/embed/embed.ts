/// A scenario in a frame of another site's page: the question, its outcomes, the traces, and the text to be read. Every
/// link opens in a tab of its own, by the base of site/embed.html.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { drawing } from '../diagram/drawing.ts';
import { source } from '../editor/source.ts';
import { said } from '../isolate.ts';
import { drifted, missed, refusals } from '../lab/notices.ts';
import { tracePane } from '../lab/panes.ts';
import type { Lab, LabEvent } from '../lab/state.ts';
import type { Refusal } from '../linked.ts';
import type { Send } from '../store.ts';
import { foot } from '../notices/page.ts';
import { cloudName, outcome } from '../trace/outcome.ts';
import { decidingLines } from '../trace/traces.ts';

/// The page of a lab. `home` is the address that opens the scenario in the playground, `lines` the number of lines of
/// its text that are drawn.
export function embed(lab: Lab, send: Send<LabEvent>, home: string, lines: number): TemplateResult {
  const drawn = drawing(lab, send);
  return html`<header class="embed-head">
      <h1><bdi>${lab.answer?.title || 'Untitled scenario'}</bdi></h1>
      ${openLink(home)} ${question(lab)}
    </header>
    ${missed(lab)} ${drifted(lab)}
    <main class="embed-main">
      <div>
        ${drawn === nothing ? nothing : html`<section class="drawing-pane" aria-label="Drawing">${drawn}</section>`}
        <section class="trace-pane" aria-label="Traces">${lab.answer?.traces.length === 0 ? asksNothing : tracePane(lab, send)}</section>
      </div>
      <section class="embed-text" aria-label="Text">${source(lab.shown.text, decidingLines(lab.answer), new Set([lab.line]), lines)}</section>
    </main>
    ${foot('')}`;
}

/// The page until the script has read the address.
export function embedWaiting(): TemplateResult {
  return html`<main class="empty"><h1>Hopwise</h1><p>A script shows the scenario here.</p></main>`;
}

/// The page for an address without a scenario that can be shown.
export function embedRefused(why: Refusal | null, home: string): TemplateResult {
  return html`<main class="empty">
    <h1>Hopwise</h1>
    <p>${why === null ? 'The address of this frame holds no scenario.' : refusals[why]}</p>
    <p>${openLink(home)}</p>
  </main>`;
}

const asksNothing = html`<p class="empty">This scenario asks nothing.</p>`;

function openLink(home: string): TemplateResult {
  return html`<a class="button" href=${home}>Open in Hopwise</a>`;
}

function question({ answer }: Lab): TemplateResult | typeof nothing {
  const shown = answer?.questions[answer.shown];
  if (shown === undefined) return nothing;
  return html`<div class="question">
    <code class="question-text">${said(shown.text.replace('->', '→'))}</code>
    ${shown.clouds.map((each) => html`<span class="question-outcome">${cloudName(each.cloud, each.title)} ${outcome(each.outcome)}</span>`)}
  </div>`;
}
