/// The playground, which is also the front door: one lab with its bar, as wide as the window.

import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { count, findings } from '../lab/findings.ts';
import { notices } from '../lab/notices.ts';
import { formatButton, returns, textPane, tracePane } from '../lab/panes.ts';
import { announcement } from '../lab/question.ts';
import type { Lab, LabEvent, Panel } from '../lab/state.ts';
import type { Send } from '../store.ts';
import { bar, shareInWords } from './bar.ts';

/// The whole page, from the lab's state.
export function playground(lab: Lab, send: Send<LabEvent>, copyLink: () => void): TemplateResult {
  return html`${bar(lab, send, copyLink)} ${notices(lab, send)}
    <main class="lab" data-panel=${lab.panel}>
      <section class="text-pane" aria-label="Text">${textPane(lab, send)}</section>
      <div class="findings-pane">${findings(lab, send)} ${returns(lab, send, formatButton(send))}</div>
      <section class="trace-pane" aria-label="Traces">${intro()} ${tracePane(lab, send)}</section>
    </main>
    ${tabs(lab, send)}
    <p class="for-ears" role="status">${announcement(lab)}</p>
    <p class="for-ears" role="status">${shareInWords(lab.share)}</p>`;
}

function intro(): TemplateResult {
  return html`<p class="intro">
    Hopwise traces a packet through cloud networks and explains every decision. Change the text and watch where the clouds
    part. Nothing you write leaves your browser. <a href="lessons/index.html">Start with a lesson</a>
  </p>`;
}

function tabs(lab: Lab, send: Send<LabEvent>): TemplateResult {
  const panels: readonly (readonly [Panel, string])[] = [
    ['text', 'Text'],
    ['traces', 'Traces'],
    ['findings', count(lab.answer?.diagnostics.length ?? 0)],
  ];
  return html`<nav class="tabs scripted" aria-label="Panels">
    ${panels.map(
      ([panel, label]) =>
        html`<button type="button" aria-pressed=${panel === lab.panel} @click=${() => send({ tag: 'panel', panel })}>${label}</button>`,
    )}
  </nav>`;
}
