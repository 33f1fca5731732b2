/// Completion in the editor: the engine gives the completions, CodeMirror shows them.

import { acceptCompletion, autocompletion } from '@codemirror/autocomplete';
import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import type { Completion } from '../contract.ts';
import type { Assistant } from './assistant.ts';

/// Offers completions: by itself while a word is typed, and everywhere on request (Ctrl-Space).
export function completion(assistant: Assistant): Extension {
  return [
    autocompletion({ override: [(context) => complete(assistant, context)], icons: false }),
    keymap.of([{ key: 'Tab', run: acceptCompletion }]),
  ];
}

/// While only letters are added to the word, the list is filtered and the engine is not asked again.
const goesOn = /^[\p{L}\p{M}\p{N}_-]*$/u;

async function complete(assistant: Assistant, context: CompletionContext): Promise<CompletionResult | null> {
  const typed = context.matchBefore(/[^\s{};,"]+/)?.text ?? '';
  if (typed === '' && !context.explicit) return null;
  const items = await assistant.complete(context.state.doc.toString(), context.pos);
  const [first] = items;
  if (first === undefined || first.from > context.pos || context.aborted) return null;
  const labels = new Set(items.map(({ label }) => label));
  // After a whole word, Enter ends the line.
  if (!context.explicit && labels.has(typed)) return null;
  return {
    from: first.from,
    to: first.to,
    options: items.map(option),
    validFor: (text) => goesOn.test(text) && !labels.has(text),
  };
}

function option({ label, kind, detail, insert }: Completion, index: number): CompletionResult['options'][number] {
  const sortText = String(index).padStart(5, '0');
  return { label, type: kind, apply: insert, sortText, ...(detail === undefined ? {} : { detail }) };
}
