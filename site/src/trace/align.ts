/// Several clouds' steps in rows: corresponding steps stand side by side.

import type { Leg, Step, Trace } from '../contract.ts';
import { common } from '../lcs.ts';

/// One row: a step of each cloud; null for a cloud without a corresponding step.
export type Row = readonly (Step | null)[];

/// The rows of a leg, all clouds together.
export interface AlignedLeg {
  readonly kind: Leg['kind'];
  readonly rows: readonly Row[];
}

/// The legs of several clouds' traces, side by side.
export function alignedLegs(all: readonly Trace[]): readonly AlignedLeg[] {
  const kinds: readonly Leg['kind'][] = ['request', 'answer'];
  return kinds
    .map((kind) => ({ kind, rows: align(all.map(({ legs }) => legs.find((leg) => leg.kind === kind)?.steps ?? [])) }))
    .filter(({ rows }) => rows.length > 0);
}

/// The rows of several lists of steps. Steps of one kind share a row, in order; so do the steps at which the clouds
/// part; what stands between them is paired off from the top.
export function align(lists: readonly (readonly Step[])[]): readonly Row[] {
  const cuts = lists.map((steps) => steps.findIndex((step) => step.parts === true));
  if (cuts.some((cut) => cut < 0)) return merge(lists);
  const before = lists.map((steps, index) => steps.slice(0, cuts[index]));
  const parting = lists.map((steps, index) => steps[cuts[index] ?? 0] ?? null);
  const after = lists.map((steps, index) => steps.slice((cuts[index] ?? 0) + 1));
  return [...merge(before), parting, ...merge(after)];
}

function merge(lists: readonly (readonly Step[])[]): readonly Row[] {
  const [first = [], ...others] = lists;
  const rows: readonly Row[] = first.map((step) => [step]);
  return others.reduce((merged, steps, index) => join(merged, steps, index + 1), rows);
}

/// Adds one more cloud's steps to rows that hold `width` clouds.
function join(rows: readonly Row[], steps: readonly Step[], width: number): readonly Row[] {
  const kinds = rows.map(kindOf);
  const pairs = common(kinds, steps.map((step) => step.kind), (a, b) => a === b);
  const joined: Row[] = [];
  let row = 0;
  let step = 0;
  for (const [nextRow, nextStep] of [...pairs, [rows.length, steps.length] as const]) {
    joined.push(...pairOff(rows.slice(row, nextRow), steps.slice(step, nextStep), width));
    if (nextRow < rows.length) joined.push([...(rows[nextRow] ?? []), steps[nextStep] ?? null]);
    row = nextRow + 1;
    step = nextStep + 1;
  }
  return joined;
}

function pairOff(rows: readonly Row[], steps: readonly Step[], width: number): readonly Row[] {
  const empty: Row = Array.from({ length: width }, () => null);
  return Array.from({ length: Math.max(rows.length, steps.length) }, (_, index) => [
    ...(rows[index] ?? empty),
    steps[index] ?? null,
  ]);
}

function kindOf(row: Row): string {
  return row.find((step) => step !== null)?.kind ?? '';
}
