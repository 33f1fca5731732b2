/// A prediction: what will happen? The trace is not shown before the learner has chosen.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Choice, PredictionBlock } from './lesson.ts';

/// The prediction as it is read on paper: the answer folded away.
export function predictionToRead({ ask, choices, why }: PredictionBlock): TemplateResult {
  return html`<div class="prediction">
    <h2 class="block-title">What will happen?</h2>
    <div class="prose">${unsafeHTML(ask)}</div>
    <ol class="choices">
      ${choices.map((choice) => html`<li class="choice prose">${unsafeHTML(choice.html)}</li>`)}
    </ol>
    <details>
      <summary>The answer</summary>
      <div class="prose">${choices.filter(({ right }) => right).map(({ html: text }) => unsafeHTML(text))} ${unsafeHTML(why)}</div>
    </details>
  </div>`;
}

/// The prediction as it is played. `chosen` is the place of the learner's choice, null before there is one.
export function prediction(
  block: PredictionBlock,
  chosen: number | null,
  choose: (choice: number) => void,
): TemplateResult {
  const taken = chosen === null ? undefined : block.choices[chosen];
  return html`<div class="prediction">
    <h2 class="block-title">What will happen?</h2>
    <div class="prose">${unsafeHTML(block.ask)}</div>
    <ol class="choices" role="list">
      ${block.choices.map((choice, index) => html`<li>${choiceButton(choice, index, chosen, choose)}</li>`)}
    </ol>
    <div role="status">${taken === undefined ? nothing : verdict(taken, block.why)}</div>
  </div>`;
}

function choiceButton(
  choice: Choice,
  index: number,
  chosen: number | null,
  choose: (choice: number) => void,
): TemplateResult {
  const state = chosen === null ? 'open' : choice.right ? 'right' : index === chosen ? 'wrong' : 'closed';
  const mark = { open: '', right: '✓', wrong: '✕', closed: '' }[state];
  return html`<button
    type="button"
    class="choice"
    data-state=${state}
    aria-pressed=${index === chosen}
    ?disabled=${chosen !== null}
    @click=${() => choose(index)}
  >
    <span class="mark" aria-hidden="true">${mark}</span><span class="prose">${unsafeHTML(choice.html)}</span>
  </button>`;
}

function verdict(taken: Choice, why: string): TemplateResult {
  return html`<p class=${taken.right ? 'verdict holds' : 'verdict fails'}>
      ${taken.right ? '✓ Right.' : '✕ Not this time.'}
    </p>
    <div class="prose">${unsafeHTML(taken.reply)} ${unsafeHTML(why)}</div>`;
}
