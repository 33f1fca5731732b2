/// The drawing as SVG: the clouds beside each other, or below each other, each a world of its own under one Internet.

import { html, nothing, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import type { Answer, Trace, World } from '../engine.ts';
import type { StepPlace } from '../trace/walk.ts';
import { boxes } from './box.ts';
import type { Size } from './camera.ts';
import { path } from './line.ts';
import type { Point } from './line.ts';
import { course, isDoor, mark } from './way.ts';
import { packetAt } from './packet.ts';
import { described } from './words.ts';

/// What a drawing is drawn from.
export interface Scene {
  readonly drawn: Answer;
  /// The hop at which the packet stands.
  readonly step: StepPlace | null;
  /// The line of the text that is marked, 0 for none.
  readonly line: number;
  /// Whether the clouds stand below each other.
  readonly stacked: boolean;
  /// Whether clouds are shown too that the question is not asked of.
  readonly whole: boolean;
}

/// The room between two clouds.
const gap = 32;

/// The clouds that are shown: those that the question is asked of; all of them where it is asked of none.
export function worldsOf({ worlds }: Answer, whole: boolean): readonly World[] {
  const asked = worlds.filter(({ ways }) => ways.length > 0);
  return whole || asked.length === 0 ? worlds : asked;
}

/// How large the whole drawing is.
export function sizeOf(worlds: readonly World[], stacked: boolean): Size {
  const [all, most] = [(sizes: readonly number[]) => sizes.reduce((sum, n) => sum + n, gap * (sizes.length - 1)), (sizes: readonly number[]) => Math.max(...sizes)];
  const [widths, heights] = [worlds.map(({ w }) => w), worlds.map(({ h }) => h)];
  return stacked ? { w: most(widths), h: all(heights) } : { w: all(widths), h: most(heights) };
}

/// Where each cloud begins.
export function origins(worlds: readonly World[], stacked: boolean): readonly Point[] {
  let at = 0;
  return worlds.map(({ w, h }) => {
    const origin = stacked ? { x: 0, y: at } : { x: at, y: 0 };
    at += gap + (stacked ? h : w);
    return origin;
  });
}

/// The whole drawing.
export function scene(state: Scene): TemplateResult {
  const worlds = worldsOf(state.drawn, state.whole);
  const { w, h } = sizeOf(worlds, state.stacked);
  const places = origins(worlds, state.stacked);
  return html`<svg class="drawing" xmlns="http://www.w3.org/2000/svg" viewBox=${`0 0 ${w} ${h}`} role="img" aria-label=${described(state.drawn)}>
    ${worlds.map((world, index) => inPlace(world, state, places[index] ?? { x: 0, y: 0 }))}
  </svg>`;
}

function inPlace(world: World, state: Scene, { x, y }: Point): SVGTemplateResult {
  const trace = state.drawn.traces.find(({ cloud }) => cloud === world.cloud);
  const look = { touched: touched(world), line: state.line };
  const traced = trace !== undefined && world.ways.length > 0;
  return svg`<g class=${traced ? 'world traced' : 'world'} data-cloud=${world.cloud} transform=${`translate(${x} ${y})`}>
    ${sky(world, !state.stacked)}
    ${boxes(world, drawnLater, false, look)}
    ${world.lines.map((line) => svg`<path class="joint" d=${path(line)} />`)}
    ${trace === undefined ? nothing : courses(world, trace)}
    ${boxes(world, drawnLater, true, look)}
    ${trace === undefined ? nothing : marks(world, trace)}
    ${trace === undefined ? nothing : packetAt(world, trace, state.step)}
  </g>`;
}

/// The line of the Internet, and the cloud's name below it. Beside another cloud, it goes on to that one's.
function sky(world: World, beside: boolean): SVGTemplateResult {
  return svg`<path class="sky" d=${`M0 ${world.sky}H${world.w + (beside ? gap : 0)}`} />
    <text class="soft" x="24" y=${world.sky - 12}>Internet</text>
    <text class="world-name" x="24" y=${world.sky + 28}>${world.title}</text>`;
}

/// What sits on an edge is drawn over the lines that run through it.
const drawnLater: ReadonlySet<string> = new Set(['gateway', 'link']);

function courses(world: World, trace: Trace): readonly SVGTemplateResult[] {
  return world.ways.map((drawn, leg) => course(drawn, trace.legs[leg]?.steps ?? [], leg));
}

function marks(world: World, trace: Trace): readonly SVGTemplateResult[] {
  const hung = new Set<string>();
  return world.ways.flatMap((drawn, leg) => (trace.legs[leg]?.steps ?? []).map((step, index) => {
    const first = isDoor(world, drawn, step, index) && !hung.has(step.object);
    if (first) hung.add(step.object);
    return mark(world, drawn, step, leg, index, first);
  }));
}

/// The boxes that the trace has to do with, and all that they stand in.
function touched(world: World): ReadonlySet<number> | null {
  if (world.ways.length === 0) return null;
  const all = new Set<number>();
  for (const index of world.ways.flatMap(({ from, boxes }) => [from, ...boxes])) {
    for (let at = index; at >= 0 && !all.has(at); at = world.boxes[at]?.in ?? -1) all.add(at);
  }
  return all;
}
