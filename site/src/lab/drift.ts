/// Drift: where the answer to a link's question is another today than it was for whoever made the link.

import { outcomeWord } from '../trace/outcome.ts';
import { inStep } from './state.ts';
import type { Lab } from './state.ts';

/// What the maker of the link was told and what the engine says now, in one sentence; null where that is the same, or where
/// it is not known.
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
  if (told.semantics > answer.semantics) return `A newer Hopwise made this link and answered ${then}; this one answers ${now}, so reload the page.`;
  return `When this link was made, Hopwise answered ${then}; today it answers ${now}.`;
}

function listed(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), words.at(-1)].filter(Boolean).join(' and ');
}
