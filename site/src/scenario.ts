/// A scenario, alone and with its answer.

import type { Answer } from './contract.ts';

/// A person's text and question: the text, and which of its questions is shown.
export interface Scenario {
  readonly text: string;
  readonly question: number;
}

/// A scenario with the answer that it had when the page was built.
export interface Scene extends Scenario {
  readonly answer: Answer;
}
