/// The traces of a question: a column for each cloud, corresponding hops in one row.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Answer, Leg, Packet, Question, Step, Trace } from '../contract.ts';
import { said } from '../isolate.ts';
import { alignedLegs } from './align.ts';
import type { AlignedLeg } from './align.ts';
import type { ShowPlace } from './details.ts';
import { gap, hop } from './hop.ts';
import { cloudName, outcome } from './outcome.ts';
import { portShares } from './ports.ts';
import { samePlace } from './walk.ts';
import type { StepPlace, Way } from './walk.ts';
import { wayList } from './ways.ts';

/// The state that the traces are drawn from.
export interface TracesState {
  readonly answer: Answer;
  /// Leads from the page to the site's root.
  readonly root: string;
  /// The clouds whose traces are older than the text.
  readonly stale: readonly string[];
  /// The line that is marked in the text, 0 for none.
  readonly line: number;
  /// The hop that the visitor is at, and those that are open.
  readonly step: StepPlace | null;
  readonly open: readonly StepPlace[];
  readonly fold: (place: StepPlace) => void;
  readonly walk: (from: StepPlace, way: Way) => void;
  readonly show: ShowPlace;
  /// The way of each cloud's trace that the visitor follows, by its key.
  readonly followed: Readonly<Record<string, string>>;
  /// Shows another way of a cloud's trace, named by its key.
  readonly follow: (cloud: string, key: string) => void;
}

/// The columns of the shown question's traces.
export function traces(state: TracesState): TemplateResult {
  const legs = alignedLegs(state.answer.traces);
  const question = state.answer.questions[state.answer.shown];
  return html`<div class="traces" data-clouds=${state.answer.traces.length}>
    ${state.answer.traces.map((trace, cloud) => column(state, trace, cloud, legs, question))}
  </div>`;
}

/// The lines of the text that decide the shown question's outcomes.
export function decidingLines(answer: Answer | null): ReadonlySet<number> {
  const lines = answer?.traces.map((trace) => decidingStep(trace)?.line ?? 0) ?? [];
  return new Set(lines.filter((line) => line > 0));
}

function decidingStep(trace: Trace): Step | undefined {
  return trace.legs[trace.leg]?.steps[trace.step];
}

function legOf(trace: Trace, kind: Leg['kind']): Leg | undefined {
  return trace.legs.find((leg) => leg.kind === kind);
}

function column(
  state: TracesState,
  trace: Trace,
  cloud: number,
  legs: readonly AlignedLeg[],
  question: Question | undefined,
): TemplateResult {
  return html`<div class="trace" role="group" data-cloud=${trace.cloud} aria-label=${`Trace on ${trace.title}`}>
    <h2 class="trace-title">${cloudName(trace.cloud, trace.title)} ${outcome(trace.outcome)}</h2>
    <div class="trace-summary">
      ${state.stale.includes(trace.cloud) ? stale() : nothing}
      ${saidByVerdict(trace, question) ? nothing : html`<p>${said(trace.sentence)}</p>`}
      ${question?.kind === 'expect' ? verdict(trace) : nothing} ${portShares(trace.ports ?? [])} ${wayList(trace, state.followed[trace.cloud], (key) => state.follow(trace.cloud, key))}
    </div>
    ${legs.map((leg) => legRows(state, trace, cloud, leg))}
  </div>`;
}

/// The note on a trace that is older than the text.
function stale(): TemplateResult {
  return html`<p class="stale"><strong>Stale.</strong> This is the trace of your text before it broke.</p>`;
}

/// Whether the sentence on a mismatch gives the reason already.
function saidByVerdict(trace: Trace, question: Question | undefined): boolean {
  if (question?.kind !== 'expect' || trace.holds) return false;
  return trace.reason !== undefined || trace.mismatch === trace.sentence;
}

function verdict(trace: Trace): TemplateResult {
  if (trace.holds) {
    return html`<p class="verdict holds"><span class="mark" aria-hidden="true">✓</span> As expected.</p>`;
  }
  return html`<p class="verdict fails"><span class="mark" aria-hidden="true">✕</span> ${said(trace.mismatch ?? 'Not as expected.')}</p>`;
}

function legRows(state: TracesState, trace: Trace, cloud: number, { kind, rows }: AlignedLeg): TemplateResult {
  const leg = legOf(trace, kind);
  return html`<h3 class="leg-title">
      ${leg === undefined ? nothing : html`${kind === 'request' ? 'Request' : 'Answer'} <code>${addresses(leg.start)}</code>`}
    </h3>
    <ol class="hops" role="list">
      ${rows.map((row) => oneHop(state, trace, row[cloud] ?? null))}
    </ol>`;
}

function oneHop(state: TracesState, trace: Trace, step: Step | null): TemplateResult {
  if (step === null) return gap();
  const leg = trace.legs.findIndex(({ steps }) => steps.includes(step));
  const { start, steps } = trace.legs[leg] as Leg;
  const index = steps.indexOf(step);
  const place = { cloud: trace.cloud, leg, step: index };
  return hop(step, {
    deciding: step === decidingStep(trace),
    chosen: samePlace(place, state.step),
    marked: step.line > 0 && step.line === state.line,
    open: state.open.some((each) => samePlace(place, each)),
    before: steps[index - 1]?.packet ?? start,
    fold: () => state.fold(place),
    walk: (way) => state.walk(place, way),
    show: state.show,
    root: state.root,
  });
}

function addresses(packet: Packet): string {
  return `${packet.source} → ${packet.destination}${packet.service.includes('/') ? ` ${packet.service}` : ''}`;
}
