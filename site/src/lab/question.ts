/// The question as a sentence with its outcomes; where the scenario asks several, the visitor picks one.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { said, saidText } from '../isolate.ts';
import { growingList } from '../long.ts';
import type { Send } from '../store.ts';
import { cloudName, outcome } from '../trace/outcome.ts';
import { asked, shownOf } from './asked.ts';
import type { Asked } from './asked.ts';
import { staleClouds } from './state.ts';
import type { Lab, LabEvent } from './state.ts';

/// The shown question and its outcome in each cloud.
export function question(lab: Lab, send: Send<LabEvent>): TemplateResult | typeof nothing {
  const answer = lab.standing?.answer ?? null;
  const stale = staleClouds(lab);
  const shown = answer === null ? undefined : shownOf(answer);
  if (answer === null || shown === undefined) return nothing;
  return html`<div class="question">
    ${guard([answer], () => pickerOf(asked(answer), shown, send))}
    ${shown.clouds.map(
      (each) =>
        html`<span class="question-outcome">${cloudName(each.cloud, each.title)} ${outcome(each.outcome)}${stale.includes(each.cloud) ? html` <span class="soft">stale</span>` : nothing}</span>`,
    )}
  </div>`;
}

/// The shown question's outcomes as one sentence, for a person who listens.
export function announcement({ answer }: Lab): string {
  const shown = answer === null ? undefined : shownOf(answer);
  if (shown === undefined) return '';
  const outcomes = shown.clouds.map(
    ({ title, outcome: word, holds }) => `${title}: ${word}${holds ? '' : ', not as expected'}.`,
  );
  return `${saidText(shown.text.replace('→', '->'))}. ${outcomes.join(' ')}`;
}

function pickerOf(all: readonly Asked[], shown: Asked, send: Send<LabEvent>): TemplateResult {
  if (all.length === 1) return html`<code class="question-text">${said(shown.text)}</code>`;
  const pick = (event: Event): void => {
    send({ tag: 'question', question: Number((event.target as HTMLSelectElement).value) });
  };
  const label = toldApart(all);
  const isShown = ({ place }: Asked): boolean => place === shown.place;
  return html`<select class="question-text" aria-label="Question" @change=${pick}>
    ${growingList(all, (each) => html`<option value=${each.place} .selected=${isShown(each)}>${each.holds ? '' : '✕ '}${saidText(label(each))}</option>`, isShown)}
  </select>`;
}

/// A question's label in the list: its text, and its line if another has the same text.
function toldApart(all: readonly Asked[]): (one: Asked) => string {
  const [once, more] = [new Set<string>(), new Set<string>()];
  for (const { text } of all) (once.has(text) ? more : once).add(text);
  return ({ text, line, clouds }) =>
    more.has(text) ? `${text} · ${clouds.map(({ title }) => title).join(', ')}, line ${line}` : text;
}
