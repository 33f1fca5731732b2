/// The reference as the build hands it over; site/reference.go makes it of the language's own tables.

/// A word and its meaning.
export interface Known {
  readonly name: string;
  readonly text: string;
}

/// A keyword of the language.
export interface Statement {
  readonly keyword: string;
  readonly uses: readonly Use[];
}

/// A keyword's meaning in one place.
export interface Use {
  /// The ways to write it, its keyword first.
  readonly forms: readonly string[];
  /// The blocks that it may stand in: "a vpc".
  readonly in: readonly string[];
  /// The clouds that know it; empty if all do.
  readonly clouds: readonly string[];
  readonly help: string;
  /// The words in its forms and its kinds, with their meanings.
  readonly words: readonly Known[];
  /// Whether it may have a block of its own.
  readonly block: boolean;
  /// The counterpart in each cloud that lacks it, by the cloud's title: "calls a subnet a vswitch".
  readonly instead: readonly Known[];
  /// A scenario that has the statement on these lines.
  readonly example: string;
  readonly lines: readonly number[];
}

/// A kind of argument: "RANGE", "a range", and an example.
export interface Argument {
  readonly word: string;
  readonly noun: string;
  readonly example: string;
}

/// The whole language.
export interface Language {
  /// The pages of facts, by their keys.
  readonly facts: readonly Known[];
  readonly statements: readonly Statement[];
  readonly arguments: readonly Argument[];
  readonly outcomes: readonly Known[];
  readonly clouds: readonly Known[];
}
