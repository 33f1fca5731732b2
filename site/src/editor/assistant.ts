/// The editor's questions to the engine. Where the engine has no answer, the editor goes on without.

import type { Completion, Hovered } from '../contract.ts';
import type { Engine, Result } from '../engine.ts';

/// The engine as the editors of a page see it.
export interface Assistant {
  /// The completions at a place.
  readonly complete: (text: string, offset: number) => Promise<readonly Completion[]>;
  /// The meaning of the word at a place; null for no meaning.
  readonly hover: (text: string, offset: number) => Promise<Hovered | null>;
  /// The text in its canonical form; null for no answer.
  readonly format: (text: string) => Promise<string | null>;
}

let engine: Engine | null = null;

/// Gives the editors of this page the engine.
export function assistWith(running: Engine): void {
  engine = running;
}

/// The editors' questions. Each kind has a channel of its own, so that none makes another void.
export const assistant: Assistant = {
  complete: async (text, offset) => value(await engine?.complete('complete', text, offset))?.items ?? [],
  hover: async (text, offset) => {
    const hovered = value(await engine?.hover('hover', text, offset));
    return hovered === null || hovered.lines.length === 0 ? null : hovered;
  },
  format: async (text) => value(await engine?.format('format', text))?.text ?? null,
};

function value<T>(result: Result<T> | undefined): T | null {
  return result?.tag === 'done' ? result.value : null;
}
