/// The playground, which is also the front door: one lab with its bar, as wide as the window.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { drawing } from '../diagram/drawing.ts';
import { count, findings } from '../lab/findings.ts';
import { notices } from '../lab/notices.ts';
import { formatButton, returns, textPane, tracePane } from '../lab/panes.ts';
import { announcement } from '../lab/question.ts';
import type { Lab, LabEvent } from '../lab/state.ts';
import type { Panel } from '../linked.ts';
import { foot } from '../notices/page.ts';
import { byHand, shareInWords } from '../share/menu.ts';
import type { Acts } from '../share/menu.ts';
import type { Send } from '../store.ts';
import { bar } from './bar.ts';

/// The whole page, from the lab's state.
export function playground(lab: Lab, send: Send<LabEvent>, acts: Acts): TemplateResult {
  const drawn = drawing(lab, send);
  return html`${bar(lab, send, acts)}
    <div>${notices(lab, send, acts)} ${byHand(lab, send)}</div>
    <main class="lab" data-panel=${lab.panel}>
      <div class="writing">
        <section class="text-pane" aria-label="Text">${textPane(lab, send)}</section>
        <div class="findings-pane">${findings(lab, send)} ${returns(lab, send, formatButton(send))} ${foot('')}</div>
      </div>
      <hop-divider class="divider scripted" data-divides="text-beside"></hop-divider>
      <hop-divider class="divider scripted" data-divides="text-above"></hop-divider>
      <div class="views" data-drawn=${drawn === nothing ? 'no' : 'yes'}>
        ${lab.returning ? nothing : intro()} ${drawn === nothing ? nothing : drawingPane(drawn)}
        <section class="trace-pane" aria-label="Traces">${tracePane(lab, send)}</section>
      </div>
    </main>
    ${tabs(lab, drawn !== nothing, send)}
    <p class="for-ears" role="status">${announcement(lab)}</p>
    <p class="for-ears" role="status">${shareInWords(lab.share)}</p>`;
}

function drawingPane(drawn: TemplateResult): TemplateResult {
  return html`<section class="drawing-pane" aria-label="Drawing">${drawn}</section>
    <hop-divider class="divider scripted" data-divides="drawing"></hop-divider>`;
}

function intro(): TemplateResult {
  return html`<p class="intro">
    Hopwise traces a packet through cloud networks and explains every decision. Change the text and watch where the clouds
    part. Nothing you write leaves your browser. <a href="lessons/index.html">Start with a lesson</a>
    <a href="gallery/index.html">Open a scenario</a>
  </p>`;
}

/// The tabs of a narrow window, one for each panel on the page.
function tabs(lab: Lab, drawn: boolean, send: Send<LabEvent>): TemplateResult {
  const panels: readonly (readonly [Panel, string])[] = [
    ['text', 'Text'],
    ...(drawn ? ([['drawing', 'Drawing']] as const) : []),
    ['traces', 'Traces'],
    ['findings', count(lab.answer)],
  ];
  return html`<nav class="tabs scripted" aria-label="Panels">
    ${panels.map(
      ([panel, label]) =>
        html`<button type="button" aria-pressed=${panel === lab.panel} @click=${() => send({ tag: 'panel', panel })}>${label}</button>`,
    )}
  </nav>`;
}
