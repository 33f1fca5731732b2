/// <hop-live>: a live piece of a lesson with its stores; <hop-progress>: a lesson's progress in the list of lessons.

import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { assistWith } from '../editor/assistant.ts';
import type { Engine } from '../engine.ts';
import { keepAsking } from '../lab/asking.ts';
import { downloadButton, unkept } from '../lab/notices.ts';
import { reduce, unprompted, untold } from '../lab/state.ts';
import type { Lab, LabEvent } from '../lab/state.ts';
import { pageData } from '../page.ts';
import { fileName, save } from '../share/file.ts';
import { browserShelf, tabShelf } from '../shelf.ts';
import { startEngine } from '../spawn.ts';
import { createStore } from '../store.ts';
import type { Store } from '../store.ts';
import type { LiveBlock, PredictionBlock, TaskBlock } from './lesson.ts';
import { caption, live, sceneLab } from './live.ts';
import { prediction } from './prediction.ts';
import { keepChoice, keepTask, recallProgress, recallTask } from './progress.ts';
import { freshTask, linesToGrade, readGrades, reduceTask, task } from './task.ts';
import type { TaskEvent, TaskState } from './task.ts';

/// The lesson that a live piece belongs to, and the piece's place in it, which is also its channel to the engine.
interface Surroundings {
  readonly engine: Engine;
  readonly folder: string;
  readonly index: number;
}

let engine: Engine | null = null;

const shelves = { tab: tabShelf, browser: browserShelf };

/// The element. It replaces the content from build time at once.
export class LiveElement extends HTMLElement {
  connectedCallback(): void {
    const data = pageData();
    if (data.kind !== 'lesson') return;
    const index = Number(this.dataset['live']);
    const block = data.live[index];
    if (block === undefined) return;
    engine ??= startEngine();
    assistWith(engine);
    this.replaceChildren();
    mount(this, block, { engine, folder: data.folder, index });
  }
}

function reduceUnprompted(lab: Lab, event: LabEvent): Lab {
  return reduce(lab, event.tag === 'answered' ? { ...event, answer: unprompted(event.answer) } : event);
}

function mount(container: HTMLElement, block: LiveBlock, around: Surroundings): void {
  const lab = createStore(reduceUnprompted, sceneLab(block.scene));
  switch (block.kind) {
    case 'lab':
      return follow(lab, around, () => render(live(nothing, lab.state(), lab.send), container));
    case 'contrast':
      return follow(lab, around, () => render(live(caption(block.caption), lab.state(), lab.send), container));
    case 'prediction':
      return mountPrediction(container, block, lab, around);
    case 'task':
      return mountTask(container, block, lab, around);
  }
}

function follow(lab: Store<Lab, LabEvent>, around: Surroundings, draw: () => void): void {
  keepAsking(lab, around.engine, `piece ${around.index}`);
  draw();
  lab.subscribe(draw);
}

function mountPrediction(
  container: HTMLElement,
  block: PredictionBlock,
  lab: Store<Lab, LabEvent>,
  around: Surroundings,
): void {
  const kept = recallProgress(browserShelf, around.folder).choices[around.index];
  const choice = createStore(
    (_: number | null, chosen: number) => chosen,
    kept !== undefined && kept < block.choices.length ? kept : null,
  );
  const choose = (chosen: number): void => {
    choice.send(chosen);
    keepChoice(browserShelf, around.folder, around.index, chosen);
  };
  const draw = (): void => {
    const chosen = choice.state();
    render(
      live(prediction(block, chosen, choose), chosen === null ? untold(lab.state()) : lab.state(), lab.send),
      container,
    );
  };
  choice.subscribe(draw);
  follow(lab, around, draw);
}

function mountTask(container: HTMLElement, block: TaskBlock, lab: Store<Lab, LabEvent>, around: Surroundings): void {
  const kept = recallTask(shelves, around.folder, block.id);
  const state = createStore(reduceTask, { ...freshTask(block), hints: kept?.hints ?? 0, done: kept?.done ?? false });
  if (kept !== undefined && kept.text !== block.scene.text) {
    lab.send({ tag: 'recalled', own: { text: kept.text, question: block.scene.question }, other: null });
  }
  const words = (): TemplateResult => html`<div role="status">${unkept(
    lab.state(),
    downloadButton(() => download(lab.state())),
  )}</div>
    ${task(block, state.state(), lab.state().shown.text, state.send)}`;
  const draw = (): void => void render(live(words(), lab.state(), lab.send), container);
  let wrote = false;
  const keep = (): void => {
    const { hints, done } = state.state();
    const isKept = keepTask(shelves, around.folder, block.id, { text: lab.state().shown.text, hints, done }, wrote);
    if (isKept !== lab.state().kept) queueMicrotask(() => lab.send({ tag: 'kept', kept: isKept }));
  };
  state.subscribe(draw);
  state.subscribe((now, before) => {
    if (now.hints !== before.hints || now.done !== before.done) keep();
  });
  lab.subscribe((now, before) => {
    if (now.shown.text === before.shown.text) return;
    wrote = true;
    keep();
  });
  follow(lab, around, draw);
  keepGrading(block, lab, state, around);
}

function download(lab: Lab): void {
  save(fileName(lab.answer?.title ?? ''), lab.shown.text);
}

function keepGrading(
  block: TaskBlock,
  lab: Store<Lab, LabEvent>,
  state: Store<TaskState, TaskEvent>,
  around: Surroundings,
): void {
  const grade = async (): Promise<void> => {
    const result = await around.engine.grade(`grades ${around.index}`, lab.state().shown.text, linesToGrade(block));
    if (result.tag === 'done') state.send(readGrades(block, result.value));
  };
  lab.subscribe((now, before) => {
    if (now.shown.text !== before.shown.text || now.attempt !== before.attempt) void grade();
  });
  void grade();
}

/// The element. It says when every task of its lesson is solved.
export class ProgressElement extends HTMLElement {
  connectedCallback(): void {
    const tasks = (this.dataset['tasks'] ?? '').split(' ').filter(Boolean);
    const progress = recallProgress(browserShelf, this.dataset['folder'] ?? '');
    const done = tasks.length > 0 && tasks.every((id) => progress.tasks[id]?.done === true);
    this.textContent = done ? '· ✓ solved' : '';
  }
}

customElements.define('hop-live', LiveElement);
customElements.define('hop-progress', ProgressElement);
