/// A task: goals that the engine checks while the learner mends the scenario.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Grade } from '../contract.ts';
import type { Send } from '../store.ts';
import { said } from '../isolate.ts';
import { coloured } from '../editor/source.ts';
import { differenceView } from './difference.ts';
import type { TaskBlock, WrongFix } from './lesson.ts';

/// The learner's progress.
export interface TaskState {
  readonly grades: readonly Grade[];
  /// The wrong fix that the learner's scenario matches, if any.
  readonly slip: WrongFix | null;
  /// How many hints are open.
  readonly hints: number;
  readonly solution: boolean;
  /// Every goal held once.
  readonly done: boolean;
}

/// What can happen to a task.
export type TaskEvent =
  | { readonly tag: 'graded'; readonly grades: readonly Grade[]; readonly slip: WrongFix | null }
  | { readonly tag: 'hint' }
  | { readonly tag: 'solution' };

/// A task that nobody has touched.
export function freshTask(block: TaskBlock): TaskState {
  return { grades: block.grades, slip: null, hints: 0, solution: false, done: false };
}

/// The task after an event.
export function reduceTask(task: TaskState, event: TaskEvent): TaskState {
  switch (event.tag) {
    case 'graded':
      return { ...task, grades: event.grades, slip: event.slip, done: task.done || solved(event.grades) };
    case 'hint':
      return { ...task, hints: task.hints + 1 };
    case 'solution':
      return { ...task, solution: !task.solution };
  }
}

/// Whether every goal holds.
export function solved(grades: readonly Grade[]): boolean {
  return grades.length > 0 && grades.every(({ holds }) => holds);
}

/// The lines to grade: the goals, and the lines that tell the wrong fixes apart.
export function linesToGrade(block: TaskBlock): readonly string[] {
  return [...block.goals, ...block.wrong.flatMap(({ fails }) => fails)];
}

/// The event for the grades of those lines.
export function readGrades(block: TaskBlock, grades: readonly Grade[]): TaskEvent {
  const goals = grades.slice(0, block.goals.length);
  let rest = grades.slice(block.goals.length);
  const slip = block.wrong.find(({ fails }) => {
    const own = rest.slice(0, fails.length);
    rest = rest.slice(fails.length);
    return fails.length > 0 && own.every(({ holds }) => holds);
  });
  return { tag: 'graded', grades: goals, slip: solved(goals) ? null : (slip ?? null) };
}

/// The task as it is read on paper: hints and solution folded away.
export function taskToRead(block: TaskBlock): TemplateResult {
  return html`<div class="task">
    <div class="prose">${unsafeHTML(block.ask)}</div>
    ${goals(block.grades)}
    ${block.hints.map(
      (hint, index) =>
        html`<details><summary>Hint ${index + 1}</summary><div class="prose">${unsafeHTML(hint)}</div></details>`,
    )}
    <details>
      <summary>Solution</summary>
      ${differenceView(block.scene.text, block.solution)}
      <div class="prose">${unsafeHTML(block.done)}</div>
    </details>
    ${wrongFixes(block)}
  </div>`;
}

/// The task as it is played; `text` is the learner's text.
export function task(block: TaskBlock, state: TaskState, text: string, send: Send<TaskEvent>): TemplateResult {
  return html`<div class="task">
    <div class="prose">${unsafeHTML(block.ask)}</div>
    ${goals(state.grades)} ${standing(block, state)} ${help(block, state, send)}
    ${state.solution ? solution(block, text) : nothing}
  </div>`;
}

function goals(grades: readonly Grade[]): TemplateResult {
  return html`<ul class="goals" aria-label="Goals">
    ${grades.map(
      ({ goal, holds, mismatch }) => html`<li class="goal" data-holds=${holds ? 'yes' : 'no'}>
        <span class="mark" aria-hidden="true">${holds ? '✓' : '○'}</span>
        <span><span class="for-ears">${holds ? 'Holds:' : 'Open:'}</span> <code>${coloured(goal)}</code>
        ${mismatch === undefined || mismatch === '' ? nothing : html`<span class="soft goal-mismatch">${said(mismatch)}</span>`}</span>
      </li>`,
    )}
  </ul>`;
}

function standing(block: TaskBlock, state: TaskState): TemplateResult {
  return html`<div role="status">
    ${state.slip === null ? nothing : html`<div class="slip prose"><p class="soft">Others tried this too.</p>${unsafeHTML(state.slip.why)}</div>`}
    ${
      solved(state.grades)
        ? html`<div class="done"><p class="verdict holds">✓ Solved.</p><div class="prose">${unsafeHTML(block.done)}</div>
          ${wrongFixes(block)}</div>`
        : nothing
    }
    ${state.done && !solved(state.grades) ? html`<p class="soft">You solved this before.</p>` : nothing}
  </div>`;
}

function wrongFixes(block: TaskBlock): TemplateResult | typeof nothing {
  if (block.wrong.length === 0) return nothing;
  return html`<details>
    <summary>Fixes that do not mend it</summary>
    ${block.wrong.map(({ why }) => html`<div class="prose">${unsafeHTML(why)}</div>`)}
  </details>`;
}

function help(block: TaskBlock, state: TaskState, send: Send<TaskEvent>): TemplateResult {
  const open = block.hints.slice(0, state.hints);
  const left = block.hints.length - open.length;
  return html`<ol class="hints" aria-label="Hints">
      ${open.map((hint) => html`<li class="prose">${unsafeHTML(hint)}</li>`)}
    </ol>
    <div class="task-actions">
      ${left > 0 ? html`<button type="button" class="hint-button" @click=${() => send({ tag: 'hint' })}>${state.hints === 0 ? 'Show a hint' : 'Show the next hint'}</button>` : nothing}
      <button type="button" class="solution-button" aria-expanded=${state.solution} @click=${() => send({ tag: 'solution' })}>
        ${state.solution ? 'Hide the solution' : 'Show the solution'}
      </button>
    </div>`;
}

function solution(block: TaskBlock, text: string): TemplateResult {
  return html`<h3 class="block-subtitle">From your text to a solution</h3>
    ${differenceView(text, block.solution)}`;
}
