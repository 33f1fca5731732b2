/// Walking along the traces, from hop to hop, as the arrow keys do.

import type { Answer, Step, Trace } from '../contract.ts';
import { alignedLegs } from './align.ts';

/// A hop by its place in an answer.
export interface StepPlace {
  /// The word of the language for the trace's cloud: "aws".
  readonly cloud: string;
  /// The places in the trace's legs, and in the leg's steps.
  readonly leg: number;
  readonly step: number;
}

/// Where a walk goes: along the request and the answer of one cloud, or to the cloud beside it.
export type Way = 'next' | 'previous' | 'first' | 'last' | 'left' | 'right';

/// Whether two places are one.
export function samePlace(a: StepPlace | null, b: StepPlace | null): boolean {
  return a?.cloud === b?.cloud && a?.leg === b?.leg && a?.step === b?.step;
}

/// The hop at a place; undefined for a place that the answer lacks.
export function stepAt(answer: Answer | null, place: StepPlace | null): Step | undefined {
  if (place === null) return undefined;
  return answer?.traces.find(({ cloud }) => cloud === place.cloud)?.legs[place.leg]?.steps[place.step];
}

/// The hop that decides a trace's outcome; null for a reachable one.
export function decidingPlace({ cloud, leg, step, legs }: Trace): StepPlace | null {
  return legs[leg]?.steps[step] === undefined ? null : { cloud, leg, step };
}

/// The end of a walk from a place: the place itself at the end of the way; the first hop of all from null.
export function walk(answer: Answer, from: StepPlace | null, way: Way): StepPlace | null {
  const column = answer.traces.findIndex(({ cloud }) => cloud === from?.cloud);
  const trace = answer.traces[column];
  if (from === null || trace === undefined) return placesOf(answer.traces[0])[0] ?? null;
  if (way === 'left') return beside(answer.traces, column, column - 1, from);
  if (way === 'right') return beside(answer.traces, column, column + 1, from);
  const places = placesOf(trace);
  const at = places.findIndex((place) => samePlace(place, from));
  const to = { next: at + 1, previous: at - 1, first: 0, last: places.length - 1 }[way];
  return places[to] ?? from;
}

function placesOf(trace: Trace | undefined): readonly StepPlace[] {
  if (trace === undefined) return [];
  return trace.legs.flatMap(({ steps }, leg) => steps.map((_, step) => ({ cloud: trace.cloud, leg, step })));
}

/// The hop in the same row of another column, or the nearest one above it, or the column's first.
function beside(all: readonly Trace[], column: number, other: number, from: StepPlace): StepPlace {
  const trace = all[other];
  if (trace === undefined) return from;
  const legs = alignedLegs(all);
  const here = legs.flatMap(({ rows }) => rows);
  const step = all[column]?.legs[from.leg]?.steps[from.step];
  const row = here.findIndex((each) => each[column] === step);
  const above = here.slice(0, row + 1).map((each) => each[other]).filter((each) => each !== null);
  return placeOf(trace, above.at(-1)) ?? placesOf(trace)[0] ?? from;
}

function placeOf(trace: Trace, step: Step | undefined): StepPlace | undefined {
  return placesOf(trace).find((place) => trace.legs[place.leg]?.steps[place.step] === step);
}
