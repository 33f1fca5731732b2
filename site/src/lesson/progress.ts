/// How far the learner is in a lesson, kept in the browser.

import type { Shelf } from '../lab/kept.ts';

/// What is kept of a lesson.
export interface Progress {
  /// The learner's choice in each prediction, by its place in the lesson.
  readonly choices: Readonly<Record<string, number>>;
  readonly tasks: Readonly<Record<string, TaskProgress>>;
}

/// What is kept of a task.
export interface TaskProgress {
  readonly text: string;
  readonly hints: number;
  readonly done: boolean;
}

const nothingYet: Progress = { choices: {}, tasks: {} };

/// What a former visit left of a lesson.
export function recallProgress(shelf: Shelf, folder: string): Progress {
  try {
    const kept = JSON.parse(shelf.getItem(key(folder)) ?? 'null') as Progress | null;
    return kept !== null && typeof kept.choices === 'object' && typeof kept.tasks === 'object' ? kept : nothingYet;
  } catch {
    return nothingYet;
  }
}

/// Keeps a change of what was kept of a lesson.
export function keepProgress(shelf: Shelf, folder: string, change: (kept: Progress) => Progress): void {
  try {
    shelf.setItem(key(folder), JSON.stringify(change(recallProgress(shelf, folder))));
  } catch {
    // The browser has no room left: the lesson goes on without.
  }
}

function key(folder: string): string {
  return `hopwise.lesson.${folder}`;
}
