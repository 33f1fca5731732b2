/// The reasons as the build hands them over; site/reasons.go makes them of the engine's own tables.

import type { Known } from './reference.ts';

/// Why a packet is dropped or passes.
export interface Reason {
  readonly key: string;
  readonly title: string;
  readonly drops: boolean;
  /// What it follows from, by the titles of the clouds where it occurs.
  readonly facts: readonly Known[];
  /// What the cloud's own analyzer calls it.
  readonly codes: readonly string[];
  /// A scenario that shows it.
  readonly example: string;
}

/// A code of the analyzer: the reasons that say the same, or why none does.
export interface Code {
  readonly code: string;
  readonly reasons: readonly string[];
  readonly why: string;
}

/// All reasons, and the analyzer's codes the other way round.
export interface Reasons {
  readonly reasons: readonly Reason[];
  /// The analyzer's name.
  readonly analyzer: string;
  readonly codes: readonly Code[];
}

/// Facts with the same words, together.
export function shared(facts: readonly Known[]): readonly Known[] {
  const names = new Map<string, string[]>();
  for (const { name, text } of facts) names.set(text, [...(names.get(text) ?? []), name]);
  return [...names].map(([text, clouds]) => ({ name: clouds.join(', '), text }));
}
