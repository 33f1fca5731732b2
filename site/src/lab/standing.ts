/// The answer that is shown while the text is written: an error that comes and goes does not take a trace away.

import type { Answer, Outcome, Trace } from '../contract.ts';
import { shownExposures } from './asked.ts';

/// An answer to show, and the clouds whose traces in it are older than the text.
export interface Standing {
  readonly answer: Answer;
  /// Words of the language: "aws".
  readonly stale: readonly string[];
}

/// The standing after a new answer. An error in the text leaves the traces that it removes as they were: those of a
/// cloud that the question can't be asked of, and all of them if no question is understood any more.
export function stand(before: Standing | null, answer: Answer): Standing {
  if (before === null || !answer.diagnostics.some(({ severity }) => severity === 'error')) return { answer, stale: [] };
  if (shownExposures(answer).length > 0) return { answer, stale: [] };
  if (answer.traces.length === 0) return allOf(before.answer, answer);
  return asked(answer) === asked(before.answer) ? withLost(before.answer, answer) : { answer, stale: [] };
}

function asked({ questions, shown }: Answer): string | undefined {
  return questions[shown]?.text;
}

function allOf({ questions, shown, traces }: Answer, answer: Answer): Standing {
  return { answer: { ...answer, questions, shown, traces }, stale: traces.map(({ cloud }) => cloud) };
}

/// The new answer together with the traces that it lost, in the old order.
function withLost(before: Answer, answer: Answer): Standing {
  const stale = before.traces
    .map(({ cloud }) => cloud)
    .filter((cloud) => !answer.traces.some((trace) => trace.cloud === cloud));
  if (stale.length === 0) return { answer, stale };
  const questions = answer.questions.map((question, index) => {
    const clouds =
      index === answer.shown ? joined(before.questions[before.shown]?.clouds ?? [], question.clouds) : question.clouds;
    return { ...question, clouds };
  });
  return { answer: { ...answer, questions, traces: joined<Trace>(before.traces, answer.traces) }, stale };
}

/// The old list with its items renewed, and the further new items behind them.
function joined<T extends Outcome>(before: readonly T[], now: readonly T[]): readonly T[] {
  const renewed = before.map((old) => now.find(({ cloud }) => cloud === old.cloud) ?? old);
  return [...renewed, ...now.filter((each) => !renewed.includes(each))];
}
