/// Names and other people's texts in words that run from left to right: each keeps its own direction, and what stands around
/// it keeps its order. The engine puts names from right to left between U+2068 and U+2069 in whatever is to be read.

import { html } from 'lit';
import type { TemplateResult } from 'lit';

/// Letters that are written from right to left, by their blocks, as hopwise/dsl/source in Go has them.
export const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/// What turns the direction of the text around it.
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/// A name or a text by itself for where no element can be: in an attribute, a drawing, Markdown. What is not written from
/// right to left stays as it is.
export function isolated(text: string): string {
  const plain = text.replaceAll(turning, '');
  return rightToLeft.test(plain) ? `\u2068${plain}\u2069` : plain;
}

/// The pieces of a sentence of the engine's, in turn what is its own words and what is a name.
export function pieces(sentence: string): readonly string[] {
  return sentence.split(/\u2068([^\u2069]*)\u2069/u);
}

/// A sentence of the engine's, each isolated name in an element.
export function said(sentence: string): string | readonly (string | TemplateResult)[] {
  const all = pieces(sentence);
  return all.length === 1 ? sentence : all.map((piece, index) => (index % 2 === 0 ? piece : html`<bdi>${piece}</bdi>`));
}

/// The same as nodes, for what lit does not draw.
export function saidNodes(sentence: string): readonly Node[] {
  return pieces(sentence).map((piece, index) => {
    if (index % 2 === 0) return document.createTextNode(piece);
    const name = document.createElement('bdi');
    name.textContent = piece;
    return name;
  });
}
