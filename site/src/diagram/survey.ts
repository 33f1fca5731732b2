/// The survey of a drawing: computed once, before the drawing is drawn.

import type { Box, CloudDrawing } from '../contract.ts';
import type { Area } from './label.ts';

/// How many boxes, or lines, make a piece of a drawing: few enough to be drawn between two frames.
export const pieceSize = 64;

/// A part of a drawing that is drawn as one: boxes, or lines, that follow each other.
export interface Piece {
  readonly name: string;
  readonly kind: 'boxes' | 'lines';
  /// The place of the first in the drawing, and the place behind the last.
  readonly from: number;
  readonly to: number;
  readonly area: Area;
}

/// The traits of a box that come from the boxes inside of it: an ACL, and the tint of a group.
export interface Inside {
  readonly acl: boolean;
  readonly tint: number;
}

/// A drawing's survey.
export interface Survey {
  readonly pieces: readonly Piece[];
  readonly insides: readonly Inside[];
  /// The boxes that the trace touches, and all around them; null without a trace.
  readonly touched: ReadonlySet<number> | null;
  /// Differs where `touched` does.
  readonly trail: string;
  /// The boxes directly inside of each box; -1 is the drawing itself.
  readonly children: ReadonlyMap<number, readonly number[]>;
  /// The outermost boxes that fit into one piece with everything inside of them.
  readonly parts: readonly number[];
}

const known = new WeakMap<CloudDrawing, Survey>();

/// The survey of a drawing.
export function survey(drawing: CloudDrawing): Survey {
  const before = known.get(drawing);
  if (before !== undefined) return before;
  const all = touched(drawing);
  const found: Survey = {
    pieces: pieces(drawing),
    insides: insides(drawing),
    touched: all,
    trail: all === null ? 'none' : [...all].join(' '),
    ...tree(drawing),
  };
  known.set(drawing, found);
  return found;
}

function pieces({ cloud, boxes, lines }: CloudDrawing): readonly Piece[] {
  const cut = <T>(kind: Piece['kind'], all: readonly T[], areaOf: (each: T) => Area): readonly Piece[] =>
    Array.from({ length: Math.ceil(all.length / pieceSize) }, (_, index) => {
      const [from, to] = [index * pieceSize, Math.min(all.length, (index + 1) * pieceSize)];
      return { name: `${cloud} ${kind} ${index}`, kind, from, to, area: around(all.slice(from, to).map(areaOf)) };
    });
  return [...cut('boxes', boxes, areaOfBox), ...cut('lines', lines, areaOfLine)];
}

/// A name and the addresses of a host reach beyond its dot.
function areaOfBox({ kind, x, y, w, h }: Box): Area {
  return kind === 'host' || kind === 'far' || kind === 'zone' ? { x, y: y - 24, w: 240, h: 48 } : { x, y, w, h };
}

function areaOfLine(line: readonly number[]): Area {
  const [xs, ys] = [line.filter((_, index) => index % 2 === 0), line.filter((_, index) => index % 2 === 1)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y };
}

/// The area that holds all of some areas.
function around(areas: readonly Area[]): Area {
  const [x, y] = [Math.min(...areas.map((area) => area.x)), Math.min(...areas.map((area) => area.y))];
  return {
    x,
    y,
    w: Math.max(...areas.map((area) => area.x + area.w)) - x,
    h: Math.max(...areas.map((area) => area.y + area.h)) - y,
  };
}

function insides({ boxes }: CloudDrawing): readonly Inside[] {
  const all = boxes.map((): Inside => ({ acl: false, tint: 0 }));
  for (const { kind, in: parent, tint } of boxes) {
    const one = all[parent];
    if (one === undefined) continue;
    if (kind === 'acl') all[parent] = { ...one, acl: true };
    if (kind === 'group' && one.tint === 0) all[parent] = { ...one, tint: tint ?? 0 };
  }
  return all;
}

function touched({ boxes, ways }: CloudDrawing): ReadonlySet<number> | null {
  if (ways.length === 0) return null;
  const all = new Set<number>();
  for (const index of ways.flatMap(({ from, boxes: along }) => [from, ...along])) {
    for (let at = index; at >= 0 && !all.has(at); at = boxes[at]?.in ?? -1) all.add(at);
  }
  return all;
}

/// A box comes after the one that it stands in.
function tree({ boxes }: CloudDrawing): Pick<Survey, 'children' | 'parts'> {
  const children = new Map<number, number[]>();
  const sizes = boxes.map(() => 1);
  boxes.forEach(({ in: parent }, index) => {
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [index]);
    else siblings.push(index);
  });
  for (let index = boxes.length - 1; index >= 0; index--) {
    const parent = boxes[index]?.in ?? -1;
    if (parent >= 0) sizes[parent] = (sizes[parent] ?? 0) + (sizes[index] ?? 0);
  }
  const partsIn = (parent: number): readonly number[] =>
    (children.get(parent) ?? []).flatMap((box) => ((sizes[box] ?? 0) <= pieceSize ? [box] : partsIn(box)));
  return { children, parts: partsIn(-1) };
}
