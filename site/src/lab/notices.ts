/// The notices on where the scenario comes from, and on an engine that gave up.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Stop } from '../engine.ts';
import { said } from '../isolate.ts';
import { unpackedLimit } from '../link.ts';
import type { Refusal } from '../linked.ts';
import { fileLimit } from '../share/file.ts';
import { shareLabel } from '../share/menu.ts';
import type { Acts } from '../share/menu.ts';
import type { Send } from '../store.ts';
import { drift, refusedNow } from './drift.ts';
import { isGuest } from './state.ts';
import type { Lab, LabEvent } from './state.ts';

/// Why something is not opened, in a sentence.
export const refusals: Readonly<Record<Refusal, string>> = {
  damaged: 'This link is damaged: a part of it is missing or was changed.',
  newer: 'This link was made by a newer version of Hopwise. Reload the page to get that version.',
  'too-large': `This link unpacks to more than ${unpackedLimit / 1024} KiB, so it was not opened.`,
  'file-too-large': `This file has more than ${fileLimit / 1024 / 1024} MiB, so it was not opened.`,
  'file-not-text': 'This file is no text, so it was not opened.',
};

const stops: Readonly<Record<Stop, string>> = {
  crash: 'The engine stopped on this text and was started again. Your text is intact. Change it, or try again.',
  overrun: 'The engine took too long on this text and was started again. Your text is intact. Change it, or try again.',
  unavailable: 'The engine could not be loaded. Your text is intact. Check the connection, then try again.',
  bug: 'This text meets a bug in Hopwise. It is not your mistake, and your text is kept. Change it, or try again.',
  fault: 'The engine and the page do not understand each other. Your text is kept. Reload the page.',
};

/// The notice above the scenario, if any.
export function notices(lab: Lab, send: Send<LabEvent>, acts: Acts): TemplateResult {
  return html`<div class="notices" role="status">
    ${refused(lab, send)} ${linked(lab, send)} ${missed(lab)} ${drifted(lab)}
    ${unkept(lab, html`<button type="button" @click=${() => acts.copy('link')}>${shareLabel('link', lab.share)}</button> ${downloadButton(acts.download)}`)}
  </div>`;
}

/// The notice above the traces, if the engine gave up.
export function stopped(lab: Lab, send: Send<LabEvent>): TemplateResult | typeof nothing {
  if (lab.engine.tag !== 'stopped') return nothing;
  return html`<div class="notice" role="alert">
    <p>${stops[lab.engine.why]}</p>
    <button type="button" @click=${() => send({ tag: 'again' })}>Try again</button>
  </div>`;
}

const stays = 'The scenario before you is as it was.';

function refused(lab: Lab, send: Send<LabEvent>): TemplateResult | typeof nothing {
  if (lab.refusal === null) return nothing;
  const still = {
    own: 'Your own scenario is as you left it.',
    example: 'The example is shown in its place.',
    link: stays,
    file: stays,
  }[lab.origin];
  return html`<div class="notice">
    <p><strong>${refusals[lab.refusal]}</strong> ${still}</p>
    <button type="button" @click=${() => send({ tag: 'dismissed' })}>Dismiss</button>
  </div>`;
}

function linked(lab: Lab, send: Send<LabEvent>): TemplateResult | typeof nothing {
  if (!isGuest(lab)) return nothing;
  const came = `This scenario came ${lab.origin === 'file' ? 'from a file' : 'by a link'}.`;
  if (lab.other === null) return html`<div class="notice"><p>${came} What you change is yours.</p></div>`;
  return html`<div class="notice">
    <p>${came} Your own scenario is kept.</p>
    <button type="button" @click=${() => send({ tag: 'back' })}>Go back to my scenario</button>
  </div>`;
}

/// The notice that the browser does not keep the visitor's text, beside buttons that help.
export function unkept({ kept }: Lab, buttons: TemplateResult): TemplateResult | typeof nothing {
  if (kept) return nothing;
  return html`<div class="notice" data-of="unkept">
    <p><strong>Your text is not kept in this browser.</strong> Its storage is full or turned off. Take your text with you before you leave this page.</p>
    <span class="notice-buttons">${buttons}</span>
  </div>`;
}

/// The button that gives the visitor their text as a file.
export function downloadButton(download: () => void): TemplateResult {
  return html`<button type="button" @click=${download}>Download</button>`;
}

/// The notice that the question of a link is not in its scenario.
export function missed(lab: Lab): TemplateResult | typeof nothing {
  return lab.missed
    ? html`<div class="notice" data-of="question"><p>The link asks a question that is not in this scenario. The first one is shown.</p></div>`
    : nothing;
}

/// The notices that an outcome of the link has changed, or that a line of it is refused today.
export function drifted(lab: Lab): TemplateResult | typeof nothing {
  const words = [refusedNow(lab), drift(lab)].filter((each) => each !== null);
  return words.length === 0
    ? nothing
    : html`<div class="notice" data-of="drift">${words.map((each) => html`<p><strong>${said(each)}</strong></p>`)}</div>`;
}
