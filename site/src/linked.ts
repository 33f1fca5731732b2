/// A scenario as a link holds it, and why a link is not opened; link.ts writes and reads it.

import type { OutcomeKey } from './contract.ts';
import type { Scenario } from './scenario.ts';
import type { StepPlace } from './trace/walk.ts';

/// The content of a link: a scenario with the question that is shown, the hop that is chosen, the panel that a narrow
/// window shows, and the answer that its maker was given.
export interface Linked extends Scenario {
  readonly step: StepPlace | null;
  readonly panel: Panel;
  readonly told: Told | null;
}

/// The panels of the narrow layout, which shows one at a time.
export const panels = ['text', 'drawing', 'traces', 'findings'] as const;

/// A panel of the narrow layout.
export type Panel = (typeof panels)[number];

/// The answer to a question when a link was made: the outcome for each cloud's word, and the number of the meaning by
/// which it came about (Answer.semantics).
export interface Told {
  readonly question: number;
  readonly semantics: number;
  readonly outcomes: Readonly<Record<string, OutcomeKey>>;
}

/// Why a link, or a file, is not opened.
export type Refusal = 'damaged' | 'newer' | 'too-large' | 'file-too-large' | 'file-not-text';
