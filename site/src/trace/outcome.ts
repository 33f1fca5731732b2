/// An outcome on the page: a colour, a mark and a word, never one without the others.

import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Exposure, OutcomeKey } from '../contract.ts';

/// The outcome of a question, or of a statement about a user and the doors to a machine.
export type Drawn = OutcomeKey | 'can expose' | 'cannot expose';

/// The outcome of a statement about a user and the doors to a machine.
export function exposed({ can, unknown }: Exposure): Drawn {
  if (unknown === true) return 'unknown';
  return can ? 'can expose' : 'cannot expose';
}

const outcomeMarks: Readonly<Record<OutcomeKey, string>> = {
  reachable: '✓',
  blocked: '✕',
  'one-way': '⇥',
  refused: '↩',
  flaky: '~',
  unknown: '?',
};

const marks: Readonly<Record<Drawn, string>> = {
  ...outcomeMarks,
  'can expose': '✕',
  'cannot expose': '✓',
};

/// Whether something that was read is an outcome.
export function isOutcome(value: unknown): value is OutcomeKey {
  return typeof value === 'string' && Object.hasOwn(outcomeMarks, value);
}

/// The outcome's mark.
export function outcomeMark(key: Drawn): string {
  return marks[key];
}

/// The outcome's mark and word.
export function outcome(key: Drawn): TemplateResult {
  return html`<span class=${`outcome ${key.replace(' ', '-')}`}><span class="mark" aria-hidden="true">${outcomeMark(key)}</span> ${outcomeWord(key)}</span>`;
}

/// The outcome's mark and word as text.
export function outcomeText(key: Drawn): string {
  return `${outcomeMark(key)} ${outcomeWord(key)}`;
}

/// The outcome as a word.
export function outcomeWord(key: Drawn): string {
  return key === 'unknown' ? 'no verdict' : key;
}

/// A cloud's name in its accent.
export function cloudName(cloud: string, title: string): TemplateResult {
  return html`<span class="cloud" data-cloud=${cloud}>${title}</span>`;
}
