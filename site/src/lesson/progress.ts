/// The learner's progress in a lesson, kept in the browser. As everywhere, each tab has its own text.

import type { Shelves } from '../lab/kept.ts';
import { isCount } from '../link.ts';
import type { Shelf } from '../shelf.ts';

/// The kept progress in a lesson.
export interface Progress {
  /// The learner's choice in each prediction, by its place in the lesson.
  readonly choices: Readonly<Partial<Record<string, number>>>;
  readonly tasks: Readonly<Partial<Record<string, TaskProgress>>>;
}

/// The kept progress in a task.
export interface TaskProgress {
  readonly text: string;
  readonly hints: number;
  readonly done: boolean;
}

type Fields = Partial<Record<string, unknown>>;

/// The progress of a former visit. Unreadable pieces are left out, each by itself.
export function recallProgress(shelf: Shelf, folder: string): Progress {
  const { choices, tasks } = fields(parsed(shelf.get(key(folder))));
  return {
    choices: readEach(choices, (choice) => (isCount(choice) ? choice : null)),
    tasks: readEach(tasks, readTask),
  };
}

/// The work of this tab on a task before a reload; in a new tab, the work that was kept last in any. A solved task
/// stays solved.
export function recallTask({ tab, browser }: Shelves, folder: string, id: string): TaskProgress | undefined {
  const last = recallProgress(browser, folder).tasks[id];
  const mine = recallProgress(tab, folder).tasks[id] ?? last;
  return mine && { ...mine, done: mine.done || last?.done === true };
}

/// Keeps the learner's choice in a prediction.
export function keepChoice(shelf: Shelf, folder: string, index: number, choice: number): void {
  const { choices, tasks } = recallProgress(shelf, folder);
  write(shelf, folder, { choices: { ...choices, [index]: choice }, tasks });
}

/// Keeps this tab's work on a task, and says whether it is kept for another day. A tab in which nothing was written
/// leaves another tab's text alone.
export function keepTask(
  { tab, browser }: Shelves,
  folder: string,
  id: string,
  task: TaskProgress,
  wrote: boolean,
): boolean {
  keepOn(tab, folder, id, () => task);
  return keepOn(browser, folder, id, (last) => ({
    ...task,
    text: wrote ? task.text : (last?.text ?? task.text),
    done: task.done || last?.done === true,
  }));
}

function keepOn(
  shelf: Shelf,
  folder: string,
  id: string,
  change: (last: TaskProgress | undefined) => TaskProgress,
): boolean {
  const { choices, tasks } = recallProgress(shelf, folder);
  return write(shelf, folder, { choices, tasks: { ...tasks, [id]: change(tasks[id]) } });
}

function write(shelf: Shelf, folder: string, progress: Progress): boolean {
  return shelf.set(key(folder), JSON.stringify(progress));
}

function readTask(value: unknown): TaskProgress | null {
  const { text, hints, done } = fields(value);
  return typeof text === 'string' ? { text, hints: isCount(hints) ? hints : 0, done: done === true } : null;
}

/// The pieces that can be read, by their keys.
function readEach<T>(value: unknown, read: (piece: unknown) => T | null): Readonly<Record<string, T>> {
  const pieces = Object.entries(fields(value)).map(([name, piece]) => [name, read(piece)] as const);
  return Object.fromEntries(pieces.filter((piece): piece is [string, T] => piece[1] !== null));
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

function key(folder: string): string {
  return `hopwise.lesson.${folder}`;
}
