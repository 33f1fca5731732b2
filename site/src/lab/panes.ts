/// The lab's panes, the text, the drawing and the traces, as the playground and the lessons show them.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { doors } from '../doors/doors.ts';
import { source, sourceSlice } from '../editor/source.ts';
import type { Answer } from '../contract.ts';
import type { Send } from '../store.ts';
import { decidingLines, traces } from '../trace/traces.ts';
import type { TracesState } from '../trace/traces.ts';
import { shownExposures } from './asked.ts';
import { stopped } from './notices.ts';
import { isGuest, staleClouds } from './state.ts';
import type { Lab, LabEvent } from './state.ts';

/// The text, drawn once: the editor replaces it and keeps itself in step.
export function textPane(lab: Lab, send: Send<LabEvent>): TemplateResult {
  const drawn = guard([lab.example], () => source(lab.shown.text, decidingLines(lab.answer), new Set(), sourceSlice));
  return html`<hop-editor .lab=${lab} .send=${send}>${drawn}</hop-editor>`;
}

/// The button that brings the text into its canonical form.
export function formatButton(send: Send<LabEvent>): TemplateResult {
  return html`<button type="button" class="format scripted" title="Shift-Alt-F" aria-keyshortcuts="Shift+Alt+F" @click=${() => send({ tag: 'format' })}>
    Format
  </button>`;
}

/// The traces of the shown question, or a message in their place.
export function tracePane(lab: Lab, send: Send<LabEvent>): TemplateResult {
  return html`${progress(lab)} ${stopped(lab, send)}
    <div class="answer" aria-busy=${lab.late ? 'true' : 'false'}>${answer(lab, send)}</div>`;
}

/// A thin line while an answer takes long, and words for a person who listens.
function progress({ late }: Lab): TemplateResult {
  return html`<div class="progress" role="status" data-late=${late ? 'yes' : 'no'}>
    <span class="for-ears">${late ? 'Waiting for the engine.' : nothing}</span>
  </div>`;
}

/// The buttons that take the text back: to the page's own scenario, or to the visitor's. Other buttons may stand beside
/// them.
export function returns(
  lab: Lab,
  send: Send<LabEvent>,
  beside: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const back = lab.other !== null && !isGuest(lab);
  return html`<div class="returns scripted">
    ${beside} ${back ? html`<button type="button" @click=${() => send({ tag: 'back' })}>Go back to my ${lab.origin === 'own' ? 'former ' : ''}scenario</button>` : nothing}
    ${lab.shown.text === lab.example.text ? nothing : html`<button type="button" @click=${() => send({ tag: 'reset' })}>Reset to the example</button>`}
  </div>`;
}

function answer(lab: Lab, send: Send<LabEvent>): TemplateResult | typeof nothing {
  if (lab.standing === null) return waiting(lab);
  const shown = lab.standing.answer;
  const exposures = shownExposures(shown);
  if (exposures.length === 0 && shown.traces.length === 0) {
    return nothingAsked(shown.diagnostics.some(({ severity }) => severity === 'error'));
  }
  return html`${shown.notes.map((note) => html`<p class="scenario-note"><bdi>${note}</bdi></p>`)}
    ${exposures.length > 0 ? doors({ exposures, root: lab.root, choose: (place) => send({ tag: 'statement', place }) }) : traces(tracesState(lab, shown, send))}`;
}

function tracesState(lab: Lab, answer: Answer, send: Send<LabEvent>): TracesState {
  return {
    answer,
    root: lab.root,
    stale: staleClouds(lab),
    line: lab.line,
    step: lab.step,
    open: lab.open,
    fold: (place) => send({ tag: 'fold', place }),
    walk: (from, way) => send({ tag: 'walk', from, way }),
    show: (at, focus) => send({ tag: 'source', at, focus }),
    followed: lab.ways,
    follow: (cloud, key) => send({ tag: 'follow', cloud, key }),
  };
}

function waiting({ engine }: Lab): TemplateResult | typeof nothing {
  switch (engine.tag) {
    case 'stopped':
      return nothing;
    case 'withheld':
      return html`<p class="empty">Say first what will happen. Then the traces are shown here.</p>`;
    case 'asked':
    case 'answered':
      return html`<p class="empty">The engine is starting.</p>`;
  }
}

function nothingAsked(broken: boolean): TemplateResult {
  return html`<div class="empty">
    <h2>${broken ? 'Nothing can be traced yet' : 'This scenario asks nothing yet'}</h2>
    <p>${broken ? 'The findings under the text say which lines are not understood.' : 'Say what you want to know on a line of its own:'}</p>
    <pre class="excerpt"><code>trace internet -> web tcp/443</code></pre>
    <p>
      The first name is who sends, the second who receives. To state what you expect, write <code>expect</code> and end
      the line with the outcome, such as <code>reachable</code>.
    </p>
  </div>`;
}
