/// Keeps the editor's text composed (Unicode's form NFC), the form in which names are compared. Typed and pasted text
/// is composed in the same change, so that one undo takes both back and the cursor stays behind the text.

import { EditorState } from '@codemirror/state';
import type { ChangeSpec, Extension, Text, Transaction } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { changes } from './change.ts';

/// How long after an input method's composition the editor still waits for changes of it, in milliseconds.
const settled = 100;

/// Composes text that comes in. A running input method finishes first: a change would break it off.
export const composing: Extension = [
  EditorState.transactionFilter.of((transaction) => {
    if (!transaction.docChanged || isUnfinished(transaction)) return transaction;
    const composed = touchedLines(transaction).flatMap((line) => composedLine(transaction.newDoc, line));
    return composed.length === 0 ? transaction : [transaction, { changes: composed, sequential: true }];
  }),
  EditorView.domEventHandlers({
    compositionend: (_, view) => {
      setTimeout(() => {
        if (!view.composing) composeAll(view);
      }, settled);
    },
  }),
];

/// Whether a change is a step of an unfinished input method.
export function isUnfinished(transaction: Transaction): boolean {
  return transaction.isUserEvent('input.type.compose');
}

function composeAll(view: EditorView): void {
  const { doc } = view.state;
  const composed = Array.from({ length: doc.lines }, (_, index) => index + 1).flatMap((line) =>
    composedLine(doc, line),
  );
  if (composed.length > 0) view.dispatch({ changes: composed });
}

/// The numbers of the lines that a change touches.
function touchedLines({ changes: changed, newDoc }: Transaction): readonly number[] {
  const lines = new Set<number>();
  changed.iterChangedRanges((_fromA, _toA, from, to) => {
    for (let line = newDoc.lineAt(from).number, last = newDoc.lineAt(to).number; line <= last; line++) lines.add(line);
  });
  return [...lines];
}

function composedLine(doc: Text, number: number): readonly ChangeSpec[] {
  const { from, text } = doc.line(number);
  const composed = text.normalize('NFC');
  return text === composed
    ? []
    : changes(text, composed).map((change) => ({ ...change, from: from + change.from, to: from + change.to }));
}
