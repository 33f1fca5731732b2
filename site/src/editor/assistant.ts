/// What an editor asks of the engine while somebody writes. Where the engine has no answer, the editor goes on without.

import type { Completion, Engine, Hovered, Result } from '../engine.ts';

/// The engine as the editors of a page see it.
export interface Assistant {
  /// What may be written at a place.
  readonly complete: (text: string, offset: number) => Promise<readonly Completion[]>;
  /// What the word at a place means, null where there is nothing to say.
  readonly hover: (text: string, offset: number) => Promise<Hovered | null>;
  /// The text in its canonical form, null where there is no answer.
  readonly format: (text: string) => Promise<string | null>;
}

let engine: Engine | null = null;

/// Gives the editors of this page the engine.
export function assistWith(running: Engine): void {
  engine = running;
}

/// What the editors ask. Each kind of question has a channel of its own, so that none makes another void.
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
