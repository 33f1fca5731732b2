/// What is wrong with the text, as a list: each finding leads to its place, and some can be mended from here.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Diagnostic } from '../engine.ts';
import type { Send } from '../store.ts';
import type { Lab, LabEvent } from './state.ts';

const marks: Readonly<Record<Diagnostic['severity'], string>> = { error: '✕', warning: '!' };

/// The findings of the newest answer.
export function findings(lab: Lab, send: Send<LabEvent>): TemplateResult {
  const all = lab.answer?.diagnostics ?? [];
  return html`<section class="findings" aria-label="Findings">
    <h2 class="findings-title">${count(all.length)}</h2>
    <ul>
      ${all.map((diagnostic) => finding(diagnostic, send))}
    </ul>
  </section>`;
}

/// The number of findings in words.
export function count(findings: number): string {
  if (findings === 0) return 'No findings';
  return findings === 1 ? '1 finding' : `${findings} findings`;
}

function finding(diagnostic: Diagnostic, send: Send<LabEvent>): TemplateResult {
  const { severity, line, column, message, hint, fix } = diagnostic;
  return html`<li class="finding" data-severity=${severity}>
    <button type="button" class="finding-place" @click=${() => send({ tag: 'finding', diagnostic })}>
      <span class="mark" aria-hidden="true">${marks[severity]}</span><span class="for-ears">${severity}:</span>
      <span class="finding-line">line ${line}:${column}</span>
      <span>${message}${hint === undefined ? nothing : html` <span class="soft">${hint}</span>`}</span>
    </button>
    ${fix === undefined ? nothing : html`<button type="button" @click=${() => send({ tag: 'fix', fix })}>${fix.title}</button>`}
  </li>`;
}
