/// The area of a label beside a place on a way, on the side where it hides least.

import type { BoxKind, CloudDrawing } from '../contract.ts';
import type { Point } from './line.ts';

/// A rectangle of the drawing, in its pixels.
export interface Area extends Point {
  readonly w: number;
  readonly h: number;
}

/// How far from its place a label begins, and how far beyond the drawing it may reach.
const away = 16;
const beyond = 24;

/// The cost of a hidden pixel of a box. Of boxes that hold others only the head counts, which has the name.
const worth: Readonly<Partial<Record<BoxKind, number>>> = {
  machine: 6, interface: 6, nat: 6, balancer: 6, endpoint: 6, pod: 6, behind: 6, more: 6, attachment: 4, gateway: 4, link: 4, host: 4, far: 4,
  group: 3, table: 2, acl: 2, cluster: 2,
};
const holders: ReadonlySet<BoxKind> = new Set(['vpc', 'classic', 'subnet']);

/// The area of a label of a size for a place. It hides neither the place nor the areas in `taken`, where that can be.
export function labelArea(
  drawing: CloudDrawing,
  { x, y }: Point,
  w: number,
  h: number,
  taken: readonly Area[] = [],
): Area {
  const sides: readonly Point[] = [
    { x: x + away, y: y - h / 2 },
    { x: x - away - w, y: y - h / 2 },
    { x: x - w / 2, y: y + away },
    { x: x - w / 2, y: y - away - h },
    { x: x + away, y: y - h },
    { x: x - away - w, y: y - h },
    { x: x + away, y },
    { x: x - away - w, y },
  ];
  const areas = sides.map((side) => ({
    x: clamped(side.x, -beyond, drawing.w + beyond - w),
    y: clamped(side.y, 0, drawing.h - h),
    w,
    h,
  }));
  const costs = areas.map((area) => cost(drawing, area, [{ x: x - 10, y: y - 10, w: 20, h: 20 }, ...taken]));
  return areas[costs.indexOf(Math.min(...costs))] ?? { x, y, w, h };
}

function cost(drawing: CloudDrawing, area: Area, taken: readonly Area[]): number {
  const hidden = drawing.boxes.reduce((sum, box) => {
    if (holders.has(box.kind)) return sum + shared(area, { x: box.x, y: box.y, w: Math.min(box.w, 120), h: 40 });
    return sum + shared(area, box) * (worth[box.kind] ?? 0);
  }, 0);
  return hidden + taken.reduce((sum, other) => sum + shared(area, other) * 100, 0);
}

/// How many pixels two areas share.
function shared(a: Area, b: Area): number {
  const [w, h] = [
    Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x),
    Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y),
  ];
  return w > 0 && h > 0 ? w * h : 0;
}

function clamped(n: number, least: number, most: number): number {
  return Math.max(least, Math.min(n, most));
}
