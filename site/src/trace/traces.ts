/// The traces of a question: a column for each cloud, side by side, hops that answer to each other in one row.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Answer, Leg, Packet, PortShare, Question, Step, Trace } from '../engine.ts';
import { alignedLegs } from './align.ts';
import type { AlignedLeg } from './align.ts';
import { gap, hop } from './hop.ts';
import { cloudName, outcome } from './outcome.ts';
import { samePlace } from './walk.ts';
import type { StepPlace } from './walk.ts';

/// What the traces need of the page around them.
export interface TracesState {
  readonly answer: Answer;
  /// The line that is marked in the text, 0 for none.
  readonly line: number;
  /// The hop that the visitor is at.
  readonly step: StepPlace | null;
  /// Told of a hop that was chosen.
  readonly choose: (place: StepPlace) => void;
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
      ${saidByVerdict(trace, question) ? nothing : html`<p>${trace.sentence}</p>`}
      ${question?.kind === 'expect' ? verdict(trace) : nothing} ${portShares(trace.ports ?? [])}
    </div>
    ${legs.map((leg) => legRows(state, trace, cloud, leg))}
  </div>`;
}

/// The sentence on a mismatch gives the reason itself.
function saidByVerdict(trace: Trace, question: Question | undefined): boolean {
  if (question?.kind !== 'expect' || trace.holds) return false;
  return trace.reason !== undefined || trace.mismatch === trace.sentence;
}

function verdict(trace: Trace): TemplateResult {
  if (trace.holds) return html`<p class="verdict holds"><span class="mark" aria-hidden="true">✓</span> As expected.</p>`;
  return html`<p class="verdict fails"><span class="mark" aria-hidden="true">✕</span> ${trace.mismatch ?? 'Not as expected.'}</p>`;
}

function portShares(shares: readonly PortShare[]): TemplateResult | typeof nothing {
  if (shares.length === 0) return nothing;
  return html`<ul class="ports" aria-label="Fate of the source ports">
    ${shares.map(
      ({ ports, share, outcome: fate }) =>
        html`<li><code>${ports}</code> <span>${percent(share)}</span> ${outcome(fate)}</li>`,
    )}
  </ul>`;
}

/// A share as a percentage that is never rounded to none or all.
function percent(share: number): string {
  return `${Math.min(99.9, Math.max(0.1, share * 100)).toFixed(1).replace(/\.0$/, '')} %`;
}

function legRows(state: TracesState, trace: Trace, cloud: number, { kind, rows }: AlignedLeg): TemplateResult {
  const leg = legOf(trace, kind);
  const deciding = decidingStep(trace);
  return html`<h3 class="leg-title">
      ${leg === undefined ? nothing : html`${kind === 'request' ? 'Request' : 'Answer'} <code>${addresses(leg.start)}</code>`}
    </h3>
    <ol class="hops" role="list">
      ${rows.map((row) => {
        const step = row[cloud] ?? null;
        if (step === null) return gap();
        const place = { cloud: trace.cloud, leg: trace.legs.findIndex((each) => each === leg), step: leg?.steps.indexOf(step) ?? 0 };
        const marked = samePlace(place, state.step) || (step.line > 0 && step.line === state.line);
        return hop(step, { deciding: step === deciding, marked, choose: () => state.choose(place) });
      })}
    </ol>`;
}

function addresses(packet: Packet): string {
  return `${packet.source} → ${packet.destination}${packet.service.includes('/') ? ` ${packet.service}` : ''}`;
}
