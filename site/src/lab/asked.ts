/// The questions of a scenario and, behind them, its statements about users and doors.

import type { Answer, Exposure, Question } from '../contract.ts';
import { exposed } from '../trace/outcome.ts';
import type { Drawn } from '../trace/outcome.ts';

/// A question or statement, with its outcome in each cloud.
export interface Asked {
  /// Its place, as in `Answer.shown`.
  readonly place: number;
  readonly line: number;
  readonly text: string;
  readonly holds: boolean;
  readonly clouds: readonly AskedCloud[];
}

/// Its outcome in one cloud.
export interface AskedCloud {
  readonly cloud: string;
  readonly title: string;
  readonly holds: boolean;
  readonly outcome: Drawn;
}

/// All questions and statements, in the order of the list.
export function asked({ questions, exposures }: Answer): readonly Asked[] {
  return [
    ...questions.map(fromQuestion),
    ...statementsOf(exposures).map((all) =>
      fromExposures(
        all.map(({ exposure }) => exposure),
        questions.length + (all[0]?.index ?? 0),
      ),
    ),
  ];
}

interface Indexed {
  readonly exposure: Exposure;
  readonly index: number;
}

/// The exposures by the statements that they belong to.
function statementsOf(exposures: readonly Exposure[]): readonly (readonly Indexed[])[] {
  const statements = new Map<number, Indexed[]>();
  exposures.forEach((exposure, index) => {
    const before = statements.get(exposure.from);
    if (before === undefined) statements.set(exposure.from, [{ exposure, index }]);
    else before.push({ exposure, index });
  });
  return [...statements.values()];
}

/// The shown question or statement; undefined for a scenario that asks nothing.
export function shownOf(answer: Answer): Asked | undefined {
  const { questions, shown } = answer;
  const question = questions[shown];
  if (question !== undefined) return fromQuestion(question, shown);
  const all = shownExposures(answer);
  const [first] = all;
  return first === undefined ? undefined : fromExposures(all, questions.length + answer.exposures.indexOf(first));
}

/// The shown statement about a user, in each cloud; empty while a question is shown.
export function shownExposures({ questions, exposures, shown }: Answer): readonly Exposure[] {
  const one = exposures[shown - questions.length];
  return one === undefined ? [] : exposures.filter(({ from }) => from === one.from);
}

function fromQuestion({ line, text, holds, clouds }: Question, place: number): Asked {
  return { place, line, text: text.replace('->', '→'), holds, clouds };
}

function fromExposures(all: readonly Exposure[], place: number): Asked {
  const [{ line = 0, text = '' } = {}] = all;
  const clouds = all.map((exposure): AskedCloud => {
    const { cloud, title, holds } = exposure;
    return { cloud, title, holds, outcome: exposed(exposure) };
  });
  return { place, line, text, holds: all.every(({ holds }) => holds), clouds };
}
