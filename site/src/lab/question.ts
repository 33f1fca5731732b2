/// The question as a sentence with its outcomes; where the scenario asks several, the visitor picks one.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Question } from '../engine.ts';
import type { Send } from '../store.ts';
import { cloudName, outcome } from '../trace/outcome.ts';
import type { Lab, LabEvent } from './state.ts';

/// The shown question and what it comes to in each cloud.
export function question(lab: Lab, send: Send<LabEvent>): TemplateResult | typeof nothing {
  const questions = lab.answer?.questions ?? [];
  const shown = questions[lab.answer?.shown ?? -1];
  if (shown === undefined) return nothing;
  return html`<div class="question">
    ${questions.length === 1 ? html`<code class="question-text">${inWords(shown)}</code>` : picker(questions, shown, send)}
    ${shown.clouds.map(
      (cloud) => html`<span class="question-outcome">${cloudName(cloud.cloud, cloud.title)} ${outcome(cloud.outcome)}</span>`,
    )}
  </div>`;
}

/// The shown question's outcomes as one sentence, for a person who listens.
export function announcement(lab: Lab): string {
  const shown = lab.answer?.questions[lab.answer.shown];
  if (shown === undefined) return '';
  const outcomes = shown.clouds.map((cloud) => `${cloud.title}: ${cloud.outcome}${cloud.holds ? '' : ', not as expected'}.`);
  return `${shown.text}. ${outcomes.join(' ')}`;
}

function picker(questions: readonly Question[], shown: Question, send: Send<LabEvent>): TemplateResult {
  const pick = (event: Event): void => {
    send({ tag: 'question', question: (event.target as HTMLSelectElement).selectedIndex });
  };
  return html`<select class="question-text" aria-label="Question" @change=${pick}>
    ${questions.map(
      (question) => html`<option .selected=${question === shown}>${question.holds ? '' : '✕ '}${inWords(question)}</option>`,
    )}
  </select>`;
}

function inWords({ text }: Question): string {
  return text.replace('->', '→');
}
