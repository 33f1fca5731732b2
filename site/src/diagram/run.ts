/// The packet's run along a leg, from the hop where it stood to the one where it stands.

import type { DrawnWay } from '../contract.ts';
import type { StepPlace } from '../trace/walk.ts';
import { between, corner, length } from './line.ts';
import type { Point } from './line.ts';

/// A run between two corners of a way; it may lead back.
export interface Run {
  readonly points: readonly number[];
  readonly from: number;
  readonly to: number;
  /// In milliseconds.
  readonly takes: number;
}

/// The run to a hop: from another hop of the same leg, or from the leg's start.
export function runTo({ points, stops }: DrawnWay, before: StepPlace | null, { cloud, leg, step }: StepPlace): Run {
  const from = before?.cloud === cloud && before.leg === leg ? (stops[before.step] ?? 0) : 0;
  const to = stops[step] ?? 0;
  const far = length(points, Math.min(from, to), Math.max(from, to));
  return { points, from, to, takes: Math.min(900, Math.max(200, far * 3)) };
}

/// The packet's place after some milliseconds of a run.
export function placeAfter({ points, from, to, takes }: Run, passed: number): Point {
  const part = Math.min(1, Math.max(0, passed / takes));
  if (part === 1) return corner(points, to);
  return from <= to ? between(points, from, to, part) : between(points, to, from, 1 - part);
}
