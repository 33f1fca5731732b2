/// The reasons as the build hands them over; site/reasons.go makes them of the engine's own tables.

import type { CitedFact } from './fact.ts';

/// Why a packet is dropped or passes.
export interface Reason {
  readonly key: string;
  readonly title: string;
  readonly drops: boolean;
  /// The facts that it rests on in the clouds where it occurs.
  readonly facts: readonly CitedFact[];
  /// The codes of the cloud's own analyzer for it.
  readonly codes: readonly string[];
  /// A scenario that shows it.
  readonly example: string;
}

/// A code of the analyzer: the reasons that say the same, or why no reason does.
export interface Code {
  readonly code: string;
  readonly reasons: readonly string[];
  readonly why: string;
}

/// All reasons, and the analyzer's codes with their reasons.
export interface Reasons {
  readonly reasons: readonly Reason[];
  /// The analyzer's name.
  readonly analyzer: string;
  readonly codes: readonly Code[];
}
