/// The live pieces of a lesson: words on one side, the lab on the other.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { drawing } from '../diagram/drawing.ts';
import { findings, isListed } from '../lab/findings.ts';
import { returns, textPane, tracePane } from '../lab/panes.ts';
import { announcement, question } from '../lab/question.ts';
import { exampleLab, unprompted } from '../lab/state.ts';
import type { Lab, LabEvent } from '../lab/state.ts';
import type { Scene } from '../scenario.ts';
import type { Send } from '../store.ts';
import type { LiveBlock } from './lesson.ts';
import { predictionToRead } from './prediction.ts';
import { taskToRead } from './task.ts';

/// The lab that a scene starts as.
export function sceneLab({ answer, ...example }: Scene): Lab {
  return exampleLab(example, unprompted(answer), '../../');
}

/// A live piece as it is read on paper, or before its script has come.
export function liveToRead(block: LiveBlock): TemplateResult {
  return live(wordsToRead(block), sceneLab(block.scene), () => undefined);
}

/// A live piece: its words, and its lab.
export function live(words: TemplateResult | typeof nothing, lab: Lab, send: Send<LabEvent>): TemplateResult {
  const drawn = drawing(lab, send);
  return html`<div class="live-words">${words}</div>
    <div class="live-lab">
      <div class="live-head">${question(lab, send)}</div>
      ${drawn === nothing ? nothing : html`<div class="drawing-pane" role="group" aria-label="Drawing">${drawn}</div>`}
      <div class="text-pane" role="group" aria-label="Text">${textPane(lab, send)}</div>
      <div class="findings-pane">${isListed(lab.answer) ? findings(lab, send) : nothing} ${returns(lab, send)}</div>
      <div class="trace-pane" role="group" aria-label="Traces">${tracePane(lab, send)}</div>
      <p class="for-ears" role="status">${lab.origin === 'example' ? nothing : announcement(lab)}</p>
    </div>`;
}

/// The caption of a contrast.
export function caption(text: string): TemplateResult {
  return html`<div class="prose">${unsafeHTML(text)}</div>`;
}

function wordsToRead(block: LiveBlock): TemplateResult | typeof nothing {
  switch (block.kind) {
    case 'lab':
      return nothing;
    case 'contrast':
      return caption(block.caption);
    case 'prediction':
      return predictionToRead(block);
    case 'task':
      return taskToRead(block);
  }
}
