/// The drawn part of a drawing: all of a small one; of a large one the part that is in view and large enough to be
/// seen.

import type { CloudDrawing } from '../contract.ts';
import { scale as scaleOf, seenArea } from './camera.ts';
import type { Camera, Size } from './camera.ts';
import type { Area } from './label.ts';
import type { Point } from './line.ts';
import type { Portions } from './portion.ts';
import { survey } from './survey.ts';
import type { Piece } from './survey.ts';

/// A drawing of at most so many boxes and lines is drawn whole and at once.
const few = 500;

/// Below the first scale a name is a grey line: boxes are then drawn without their words, and boxes of fewer pixels on
/// the screen than the second number are left out.
const faint = 0.2;
const tiny = 4;

/// How much around the window is drawn too, as a part of the window, so that moving shows no empty edge.
const spare = 0.15;

/// A piece as it is drawn.
export interface Drawn {
  readonly drawing: CloudDrawing;
  readonly piece: Piece;
  /// The size below which boxes are left out, in pixels of the drawing; 0 draws everything, with its words.
  readonly least: number;
  /// The boxes on the line that is marked in the text.
  readonly marked: ReadonlySet<number>;
}

/// Whether two pieces of one name look the same.
export function sameDrawn(a: Drawn, b: Drawn): boolean {
  return a.least === b.least && sameBoxes(a.marked, b.marked) && sameLook(a.drawing, b.drawing);
}

/// Whether two drawings have the same boxes and lines, and their traces touch the same boxes.
export function sameLook(a: CloudDrawing, b: CloudDrawing): boolean {
  return a === b || (a.digest === b.digest && survey(a).trail === survey(b).trail);
}

function sameBoxes(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return a.size === b.size && [...a].every((box) => b.has(box));
}

/// A drawing that is looked at: where it begins in the drawing.
export interface Placed {
  readonly drawing: CloudDrawing;
  readonly origin: Point;
}

/// The seen part of a drawing: an area of it, and how many pixels of the window a pixel of the drawing takes.
export interface Seen {
  readonly area: Area;
  readonly scale: number;
}

/// Whether the words in a large drawing are left out at a scale.
export function isFaint(scale: number): boolean {
  return scale < faint;
}

/// Whether a drawing is small enough to be drawn whole and at once.
export function isSmall(drawings: readonly CloudDrawing[]): boolean {
  return drawings.reduce((sum, { boxes, lines }) => sum + boxes.length + lines.length, 0) <= few;
}

/// All pieces of some drawings.
export function whole(drawings: readonly CloudDrawing[], line: number): Portions<Drawn> {
  return new Map(
    drawings.flatMap((drawing) =>
      survey(drawing).pieces.map((piece) => [piece.name, drawnAs(drawing, piece, 0, line)] as const),
    ),
  );
}

/// The pieces that belong on the page: all of a small drawing; of a large one those that a camera sees, and none while
/// the window has no room.
export function inSight(
  drawings: readonly Placed[],
  camera: Camera,
  size: Size,
  pane: Size,
  line: number,
): Portions<Drawn> {
  const all = drawings.map(({ drawing }) => drawing);
  if (isSmall(all)) return whole(all, line);
  if (pane.w === 0 || pane.h === 0) return new Map();
  return inView(drawings, { area: seenArea(camera, size, pane), scale: scaleOf(camera, size, pane) }, line);
}

/// The pieces of some drawings that are to be drawn, those nearest to the middle of the window first.
export function inView(drawings: readonly Placed[], { area, scale }: Seen, line: number): Portions<Drawn> {
  const least = !isFaint(scale) ? 0 : 2 ** Math.floor(Math.log2(tiny / scale));
  const near = {
    x: area.x - area.w * spare,
    y: area.y - area.h * spare,
    w: area.w * (1 + 2 * spare),
    h: area.h * (1 + 2 * spare),
  };
  const middle = { x: area.x + area.w / 2, y: area.y + area.h / 2 };
  const found = drawings.flatMap(({ drawing, origin }) =>
    survey(drawing).pieces.map((piece) => ({ drawing, piece, at: moved(piece.area, origin) })),
  );
  const seen = found
    .filter(({ at }) => meet(at, near))
    .map((each) => ({ ...each, away: distance(each.at, middle) }))
    .sort((a, b) => a.away - b.away);
  return new Map(seen.map(({ drawing, piece }) => [piece.name, drawnAs(drawing, piece, least, line)]));
}

function drawnAs(drawing: CloudDrawing, piece: Piece, least: number, line: number): Drawn {
  const marked = new Set<number>();
  for (let box = piece.from; line > 0 && piece.kind === 'boxes' && box < piece.to; box++) {
    if (drawing.boxes[box]?.line === line) marked.add(box);
  }
  return { drawing, piece, least, marked };
}

function moved(area: Area, { x, y }: Point): Area {
  return { ...area, x: area.x + x, y: area.y + y };
}

function meet(a: Area, b: Area): boolean {
  return a.x <= b.x + b.w && b.x <= a.x + a.w && a.y <= b.y + b.h && b.y <= a.y + a.h;
}

/// How far a place is from the nearest part of an area.
function distance({ x, y, w, h }: Area, place: Point): number {
  return Math.hypot(Math.max(x - place.x, 0, place.x - x - w), Math.max(y - place.y, 0, place.y - y - h));
}
