/// A lesson as the build hands it over: the Go package hopwise/lessons, with every scenario already answered.

import type { Grade } from '../contract.ts';
import type { Scene } from '../scenario.ts';

/// One lesson.
export interface Lesson {
  readonly folder: string;
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
  readonly concepts: readonly string[];
  readonly blocks: readonly Block[];
  readonly next: LessonEntry | null;
}

/// A lesson in the list of lessons.
export interface LessonEntry {
  readonly folder: string;
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
  readonly tasks: readonly string[];
}

/// A piece of a lesson, in order. The fields named `html` were rendered from our own Markdown, which takes no markup.
export type Block = ProseBlock | LiveBlock;

/// Words to read. A remark is the part of a piece of prose that is about the live block above it.
export interface ProseBlock {
  readonly kind: 'prose' | 'remark' | 'aside';
  readonly html: string;
}

/// A piece with a scenario in it.
export type LiveBlock = LabBlock | ContrastBlock | PredictionBlock | TaskBlock;

/// A scenario to look at and to change.
export interface LabBlock {
  readonly kind: 'lab';
  readonly scene: Scene;
}

/// One question in both clouds.
export interface ContrastBlock {
  readonly kind: 'contrast';
  readonly scene: Scene;
  readonly caption: string;
}

/// A question to the learner, before the trace is seen.
export interface PredictionBlock {
  readonly kind: 'prediction';
  readonly scene: Scene;
  readonly ask: string;
  readonly choices: readonly Choice[];
  readonly why: string;
}

/// One answer that the learner may take.
export interface Choice {
  readonly html: string;
  /// The reply to a learner who took it; may be empty.
  readonly reply: string;
  readonly right: boolean;
}

/// A scenario that the learner mends.
export interface TaskBlock {
  readonly kind: 'task';
  readonly id: string;
  readonly scene: Scene;
  readonly ask: string;
  /// The goals: expect statements that must hold.
  readonly goals: readonly string[];
  /// How the goals stand at the start.
  readonly grades: readonly Grade[];
  readonly hints: readonly string[];
  /// The text of a scenario that meets every goal.
  readonly solution: string;
  readonly wrong: readonly WrongFix[];
  readonly done: string;
}

/// A wrong fix that others tried: a learner's scenario in which all of `fails` hold fails in the same way. A fix that
/// can't be told from the start has none.
export interface WrongFix {
  readonly fails: readonly string[];
  readonly why: string;
}

/// Whether a block has a scenario in it.
export function isLive(block: Block): block is LiveBlock {
  return block.kind !== 'prose' && block.kind !== 'remark' && block.kind !== 'aside';
}
