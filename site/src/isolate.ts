/// Names and other people's texts inside of sentences from left to right: each keeps its own direction, and the text
/// around it keeps its order.

import { html } from 'lit';
import type { TemplateResult } from 'lit';

/// Letters that are written from right to left, by their blocks.
export const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/// Characters that turn the direction of the text around them.
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/// A word that may be a name, with the dots of a name that was cut.
const word = /([\p{L}\p{M}\p{N}_]+(?:[-.][\p{L}\p{M}\p{N}_]+)*…?)/u;

/// A name or a text, isolated where no element can be: in an attribute, a drawing, Markdown. Text from left to right
/// stays as it is.
export function isolated(text: string): string {
  const plain = text.replaceAll(turning, '');
  return rightToLeft.test(plain) ? `\u2068${plain}\u2069` : plain;
}

/// The pieces of a sentence: in turn a text to leave alone and a word.
function pieces(sentence: string): readonly string[] {
  const plain = sentence.replaceAll(turning, '');
  return rightToLeft.test(plain) ? plain.split(word) : [plain];
}

/// A sentence where no element can be, each word from right to left isolated.
export function saidText(sentence: string): string {
  return pieces(sentence).map((piece, index) => (index % 2 === 0 ? piece : isolated(piece))).join('');
}

/// A sentence, each word from right to left in an element of its own.
export function said(sentence: string): string | readonly (string | TemplateResult)[] {
  const all = pieces(sentence);
  const [first = ''] = all;
  return all.length === 1 ? first : all.map((piece) => (rightToLeft.test(piece) ? html`<bdi>${piece}</bdi>` : piece));
}

/// The same as nodes, for the editor, which lit does not draw.
export function saidNodes(sentence: string): readonly Node[] {
  return pieces(sentence).map((piece) => {
    if (!rightToLeft.test(piece)) return document.createTextNode(piece);
    const name = document.createElement('bdi');
    name.textContent = piece;
    return name;
  });
}
