/// The highlighter: a line of a scenario in coloured pieces. No token of the language goes over the end of a line, so
/// each line is read by itself. The editor and the page drawn at build time share this function.

import words from 'hopwise:words';

/// The kind of a piece, and the class that colours it.
export type TokenKind =
  | 'statement'
  | 'word'
  | 'outcome'
  | 'reason'
  | 'comment'
  | 'string'
  | 'address'
  | 'service'
  | 'number'
  | 'sign'
  | 'name';

/// A piece of a line, in UTF-16 units from the line's start.
export interface Token {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
}

const classes = ['reason', 'outcome', 'word', 'statement'] as const;

const kinds: ReadonlyMap<string, TokenKind> = new Map(
  classes.flatMap((kind) => (words[kind] ?? []).map((word): [string, TokenKind] => [word, kind])),
);

/// Letters with their marks. A character that does not show may stand between them and does not end the name: it is
/// reported.
const inName = String.raw`[\p{L}\p{M}\p{Nd}\p{Default_Ignorable_Code_Point}_]`;
const name = String.raw`[\p{L}_]${inName}*(?:-${inName}+)*`;

const shapes: readonly (readonly [TokenKind, string])[] = [
  ['comment', String.raw`(?:#|//).*`],
  ['string', String.raw`"[^"]*"?`],
  ['address', String.raw`\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?(?![\w.])`],
  ['address', String.raw`[\da-fA-F]*:[\da-fA-F]*:[\da-fA-F:.]*(?:/\d{1,3})?`],
  ['service', String.raw`(?:${name})/[\p{L}\d][\p{L}\d.,-]*`],
  ['name', String.raw`${name}:[\w*?][\w:*?]*`],
  ['name', name],
  ['number', String.raw`\d+`],
  ['sign', String.raw`<->|->|[{};,]`],
];

const pattern = new RegExp(shapes.map(([, shape]) => `(${shape})`).join('|'), 'gu');

/// The tokens of a line in order. Text between them has no colour.
export function tokens(line: string): readonly Token[] {
  return Array.from(line.matchAll(pattern), (match) => {
    const shape = match.slice(1).findIndex((group) => group !== undefined);
    const kind = shapes[shape]?.[0] ?? 'name';
    const from = match.index;
    return { kind: kind === 'name' ? (kinds.get(match[0]) ?? 'name') : kind, from, to: from + match[0].length };
  });
}
