/// Lines of corners: x and y in turn, as the engine writes them.

/// A place on the drawing.
export interface Point {
  readonly x: number;
  readonly y: number;
}

/// The corner at a place among the corners of a line.
export function corner(points: readonly number[], at: number): Point {
  return { x: points[2 * at] ?? 0, y: points[2 * at + 1] ?? 0 };
}

/// How many corners a line has.
export function corners(points: readonly number[]): number {
  return points.length / 2;
}

/// The line as the data of an SVG path, its corners a little round.
export function path(points: readonly number[]): string {
  const last = corners(points) - 1;
  const first = corner(points, 0);
  let data = `M${first.x} ${first.y}`;
  for (let at = 1; at < last; at++) {
    const [before, here, after] = [corner(points, at - 1), corner(points, at), corner(points, at + 1)];
    const [from, to] = [toward(here, before), toward(here, after)];
    data += `L${from.x} ${from.y}Q${here.x} ${here.y} ${to.x} ${to.y}`;
  }
  const end = corner(points, last);
  return last > 0 ? `${data}L${end.x} ${end.y}` : data;
}

/// How far from its corner a bend begins, in pixels.
const bend = 4;

function toward(from: Point, to: Point): Point {
  const length = distance(from, to);
  if (length === 0) return from;
  const part = Math.min(bend, length / 2) / length;
  return { x: round(from.x + (to.x - from.x) * part), y: round(from.y + (to.y - from.y) * part) };
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/// The place on a line, part of the way between two of its corners, 0 at the first and 1 at the second.
export function between(points: readonly number[], first: number, second: number, part: number): Point {
  let left = length(points, first, second) * part;
  for (let at = first; at < second; at++) {
    const [from, to] = [corner(points, at), corner(points, at + 1)];
    const step = distance(from, to);
    if (left <= step && step > 0) {
      return { x: from.x + ((to.x - from.x) * left) / step, y: from.y + ((to.y - from.y) * left) / step };
    }
    left -= step;
  }
  return corner(points, second);
}

/// The length of a line between two of its corners, in pixels.
export function length(points: readonly number[], first: number, second: number): number {
  let sum = 0;
  for (let at = first; at < second; at++) sum += distance(corner(points, at), corner(points, at + 1));
  return sum;
}
