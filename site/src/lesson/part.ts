/// A lesson in parts: in each, words on one side and one lab at their side.

import { isLive } from './lesson.ts';
import type { Block, LiveBlock, ProseBlock } from './lesson.ts';

/// A part: its pieces in order, at most one of them live.
export type Part = readonly Piece[];

/// A piece of a part.
export type Piece =
  | { readonly tag: 'words'; readonly block: ProseBlock }
  /// Words about the lab that is there already.
  | { readonly tag: 'caption'; readonly text: string }
  /// A live block, and its place among the lesson's live blocks.
  | { readonly tag: 'live'; readonly block: LiveBlock; readonly index: number };

/// The parts of a lesson. Words lead to a live block; the words about it follow, up to the next heading. A lab or a
/// contrast that only shows the answer to the prediction before it needs no second lab: its words go on beside the
/// first.
export function parts(blocks: readonly Block[]): readonly Part[] {
  const all: Part[] = [];
  for (const part of cut(blocks)) {
    const before = all.at(-1);
    if (before !== undefined && shows(liveOf(part), liveOf(before))) {
      all[all.length - 1] = [...before, ...part.flatMap(withoutLab)];
    }
    else all.push(part);
  }
  return all;
}

function cut(blocks: readonly Block[]): readonly Part[] {
  const all: Part[] = [];
  let index = 0;
  for (const block of blocks.flatMap(atHeading)) {
    const piece: Piece = isLive(block) ? { tag: 'live', block, index: index++ } : { tag: 'words', block };
    const part = all.at(-1);
    const goesOn = part !== undefined && (follows(block) || liveOf(part) === undefined);
    if (goesOn) all[all.length - 1] = [...part, piece];
    else all.push([piece]);
  }
  return all;
}

/// A block of words in up to two: the words that belong to the live block above, and those from the first heading on.
function atHeading(block: Block): readonly Block[] {
  if (block.kind !== 'prose') return [block];
  const heading = block.html.indexOf('<h2');
  if (heading === 0) return [block];
  if (heading < 0) return [{ kind: 'remark', html: block.html }];
  return [
    { kind: 'remark', html: block.html.slice(0, heading) },
    { kind: 'prose', html: block.html.slice(heading) },
  ];
}

/// Whether a block is about the live block above it.
function follows(block: Block): boolean {
  return block.kind === 'aside' || block.kind === 'remark';
}

function liveOf(part: Part): LiveBlock | undefined {
  return part.find((piece) => piece.tag === 'live')?.block;
}

function shows(block: LiveBlock | undefined, before: LiveBlock | undefined): boolean {
  if (before?.kind !== 'prediction' || (block?.kind !== 'lab' && block?.kind !== 'contrast')) return false;
  return block.scene.text === before.scene.text && block.scene.question === before.scene.question;
}

function withoutLab(piece: Piece): readonly Piece[] {
  if (piece.tag !== 'live') return [piece];
  return piece.block.kind === 'contrast' ? [{ tag: 'caption', text: piece.block.caption }] : [];
}
