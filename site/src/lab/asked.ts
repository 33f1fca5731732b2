/// What a scenario asks: its questions and, behind them, its statements about users and doors.

import type { Answer, Exposure, OutcomeKey, Question } from '../engine.ts';

/// Something that is asked, with what it comes to in each cloud.
export interface Asked {
  /// Its place, as in `Answer.shown`.
  readonly place: number;
  readonly line: number;
  readonly text: string;
  readonly holds: boolean;
  readonly clouds: readonly AskedCloud[];
}

/// What it comes to in one cloud.
export interface AskedCloud {
  readonly cloud: string;
  readonly title: string;
  readonly holds: boolean;
  readonly outcome: OutcomeKey | 'can expose' | 'cannot expose';
}

/// All that is asked, in the order in which a visitor picks.
export function asked({ questions, exposures }: Answer): readonly Asked[] {
  const statements = exposures.map((exposure, index) => ({ exposure, place: questions.length + index })).filter(first);
  return [
    ...questions.map(fromQuestion),
    ...statements.map(({ exposure, place }) => fromExposures(exposures.filter((each) => each.from === exposure.from), place)),
  ];
}

/// What is shown, undefined where nothing is asked.
export function shownOf(answer: Answer): Asked | undefined {
  const exposure = answer.exposures[answer.shown - answer.questions.length];
  return asked(answer).find(({ place, line }) => place === answer.shown || line === exposure?.line);
}

/// The shown statement about a user, in each cloud; none where a question is shown.
export function shownExposures({ questions, exposures, shown }: Answer): readonly Exposure[] {
  const one = exposures[shown - questions.length];
  return one === undefined ? [] : exposures.filter(({ from }) => from === one.from);
}

/// Whether an exposure is the first of its statement.
function first<T extends { readonly exposure: Exposure }>({ exposure }: T, index: number, all: readonly T[]): boolean {
  return all.findIndex((each) => each.exposure.from === exposure.from) === index;
}

function fromQuestion({ line, text, holds, clouds }: Question, place: number): Asked {
  return { place, line, text: text.replace('->', '→'), holds, clouds };
}

function fromExposures(all: readonly Exposure[], place: number): Asked {
  const [{ line = 0, text = '' } = {}] = all;
  const clouds = all.map(({ cloud, title, holds, can }): AskedCloud => ({ cloud, title, holds, outcome: can ? 'can expose' : 'cannot expose' }));
  return { place, line, text, holds: all.every(({ holds }) => holds), clouds };
}
