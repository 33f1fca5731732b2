/// Drift: the answer to a link's question has changed since the link was made.

import { outcomeWord } from '../trace/outcome.ts';
import { inStep } from './state.ts';
import type { Lab } from './state.ts';

/// The sentence on the lines of a link's text that are refused today and were read when it was made; null for no such
/// line, or for a link that does not say its meaning.
export function refusedNow(lab: Lab): string | null {
  const { told, answer } = lab;
  if (told === null || answer === null || !inStep(lab)) return null;
  const refused = answer.diagnostics.filter(({ since }) => since !== undefined && since > told.semantics);
  const [first] = refused;
  if (first === undefined) return null;
  const lines = [...new Set(refused.map(({ line }) => `${line}`))];
  if (lines.length === 1) {
    return `When this link was made, Hopwise read line ${first.line}; today it refuses that line: ${first.message}.`;
  }
  const shown = lines.length > named ? [...lines.slice(0, named), `${lines.length - named} more`] : lines;
  return `When this link was made, Hopwise read lines ${listed(shown)}; today it refuses them, line ${first.line} because ${first.message}.`;
}

/// How many lines are named.
const named = 5;

/// The sentence on the outcomes that have changed since the link was made; null for no change, or for a link that does
/// not say its outcomes.
export function drift(lab: Lab): string | null {
  const { told, answer } = lab;
  if (told === null || answer === null || !inStep(lab) || told.semantics === answer.semantics) return null;
  const clouds = answer.questions[told.question]?.clouds ?? [];
  const changed = clouds.flatMap(({ cloud, title, outcome: now }) => {
    const then = told.outcomes[cloud];
    return then === undefined || then === now ? [] : [{ title, then, now }];
  });
  if (changed.length === 0) return null;
  const then = listed(changed.map((change) => `${outcomeWord(change.then)} for ${change.title}`));
  const now = listed(changed.map((change) => outcomeWord(change.now)));
  if (told.semantics > answer.semantics) {
    return `A newer Hopwise made this link and answered ${then}; this one answers ${now}, so reload the page.`;
  }
  return `When this link was made, Hopwise answered ${then}; today it answers ${now}.`;
}

function listed(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), words.at(-1)].filter(Boolean).join(' and ');
}
