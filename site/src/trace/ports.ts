/// The fates of a flaky outcome's source ports: the range of the ports as a bar, its parts coloured and named.

import { html, nothing, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import type { OutcomeKey, PortShare } from '../contract.ts';
import { outcome, outcomeMark } from './outcome.ts';

/// A part of the bar: ports of one fate that follow on each other.
export interface PortSpan {
  readonly first: number;
  readonly last: number;
  readonly outcome: OutcomeKey;
}

/// The ports that a client's connections come from.
export const clientPorts = { first: 1024, last: 65535 } as const;

/// The parts of the bar in the order of their ports. A share may have several spans: "1024-2047,4096-65535". Ports that
/// work some of the time are flaky: something else decides too. Where several fates are all failures, the largest counts.
export function portSpans(shares: readonly PortShare[]): readonly PortSpan[] {
  const spans = rows(shares).flatMap(([ports, fates]) =>
    [...ports.matchAll(/(\d+)(?:-(\d+))?/g)].map((match) => span(match, together(fates))),
  );
  return spans.sort((a, b) => a.first - b.first);
}

function together(fates: readonly PortShare[]): OutcomeKey {
  const works = ({ outcome: fate }: PortShare): boolean => fate === 'reachable';
  if (fates.some(works) && !fates.every(works)) return 'flaky';
  return fates.reduce((most, one) => (one.share > most.share ? one : most)).outcome;
}

/// The bar, and beside it the list that says the same in figures.
export function portShares(shares: readonly PortShare[]): TemplateResult | typeof nothing {
  if (shares.length === 0) return nothing;
  return html`<div class="ports">
    ${bar(portSpans(shares))}
    <ul aria-label="Fate of the source ports">
      ${rows(shares).map(([ports, fates]) => html`<li><code>${ports}</code> ${fates.map(({ share, outcome: fate }) => html`<span><span>${percent(share)}</span> ${outcome(fate)}</span>`)}</li>`)}
    </ul>
  </div>`;
}

/// The shares of each range of ports.
function rows(shares: readonly PortShare[]): readonly (readonly [string, readonly PortShare[]])[] {
  const ranges = [...new Set(shares.map(({ ports }) => ports))];
  return ranges.map((range) => [range, shares.filter(({ ports }) => ports === range)]);
}

function span([, first, last]: RegExpMatchArray, fate: OutcomeKey): PortSpan {
  return { first: Number(first), last: Number(last ?? first), outcome: fate };
}

function bar(spans: readonly PortSpan[]): TemplateResult {
  return html`<svg class="port-bar" width="100%" height="40" aria-hidden="true">
    ${spans.map(part)}
    <text x="0" y="37">${clientPorts.first}</text>
    <text x="100%" y="37" text-anchor="end">${clientPorts.last}</text>
  </svg>`;
}

/// The least shares with room for the mark, and for the word too, in a bar of a third of a window.
const roomForMark = 4;
const roomForWord = 24;

function part({ first, last, outcome: fate }: PortSpan): SVGTemplateResult {
  const whole = clientPorts.last + 1 - clientPorts.first;
  const at = ((first - clientPorts.first) / whole) * 100;
  const width = ((last + 1 - first) / whole) * 100;
  const words = width < roomForMark ? '' : width < roomForWord ? outcomeMark(fate) : `${outcomeMark(fate)} ${fate}`;
  return svg`<g class=${`port-part ${fate}`}>
    <rect x=${`${at}%`} y="0" width=${`${width}%`} height="22"></rect>
    <text x=${`${at + width / 2}%`} y="16" text-anchor="middle">${words}</text>
  </g>`;
}

/// A share as a percentage. Only none is 0 %, only all is 100 %.
export function percent(share: number): string {
  return `${Math.min(99.9, Math.max(0.1, share * 100)).toFixed(1).replace(/\.0$/, '')} %`;
}
