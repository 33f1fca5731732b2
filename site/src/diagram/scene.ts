/// The drawing as SVG: the clouds beside each other, or below each other, each a world of its own under one Internet.

import { html, nothing, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Answer, Trace, World } from '../engine.ts';
import type { StepPlace } from '../trace/walk.ts';
import { boxes } from './box.ts';
import type { Size } from './camera.ts';
import { path } from './line.ts';
import type { Point } from './line.ts';
import type { Portions } from './portion.ts';
import { survey } from './survey.ts';
import type { Piece } from './survey.ts';
import type { Drawn } from './view.ts';
import { course, isDoor, mark } from './way.ts';
import { packetAt } from './packet.ts';
import { described } from './words.ts';

/// What a drawing is drawn from.
export interface Scene {
  readonly drawn: Answer;
  /// The hop at which the packet stands.
  readonly step: StepPlace | null;
  /// Whether the clouds stand below each other.
  readonly stacked: boolean;
  /// Whether clouds are shown too that the question is not asked of.
  readonly whole: boolean;
  /// What is drawn of the boxes and lines.
  readonly portions: Portions<Drawn>;
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

/// The drawing.
export function scene(state: Scene): TemplateResult {
  const worlds = worldsOf(state.drawn, state.whole);
  const { w, h } = sizeOf(worlds, state.stacked);
  const places = origins(worlds, state.stacked);
  return html`<svg class="drawing" xmlns="http://www.w3.org/2000/svg" viewBox=${`0 0 ${w} ${h}`} role="img" aria-label=${guard([state.drawn], () => described(state.drawn))}>
    ${worlds.map((world, index) => inPlace(world, state, places[index] ?? { x: 0, y: 0 }))}
  </svg>`;
}

function inPlace(world: World, state: Scene, { x, y }: Point): SVGTemplateResult {
  return svg`<g class=${classOf(world, state.drawn)} data-cloud=${world.cloud} transform=${`translate(${x} ${y})`}>${layers(world, state)}</g>`;
}

/// The classes of a cloud that is drawn.
export function classOf(world: World, { traces }: Answer): string {
  return world.ways.length > 0 && traces.some(({ cloud }) => cloud === world.cloud) ? 'world traced' : 'world';
}

/// What a cloud's drawing is made of, from the ground up, in parts that can be drawn one after the other.
export function layers(world: World, state: Scene): readonly unknown[] {
  const trace = state.drawn.traces.find(({ cloud }) => cloud === world.cloud);
  const each = (kind: Piece['kind'], draw: (portion: Drawn) => unknown): readonly unknown[] =>
    survey(world).pieces.filter((piece) => piece.kind === kind).map(({ name }) => {
      const portion = state.portions.get(name);
      return portion === undefined ? nothing : guard([portion], () => draw(portion));
    });
  return [
    sky(world, !state.stacked),
    each('boxes', (portion) => boxes(portion, false)),
    each('lines', joints),
    trace === undefined ? nothing : guard([world, trace], () => courses(world, trace)),
    each('boxes', (portion) => boxes(portion, true)),
    trace === undefined ? nothing : guard([world, trace], () => marks(world, trace)),
    trace === undefined ? nothing : guard([world, trace, state.step], () => packetAt(world, trace, state.step)),
  ];
}

/// The lines of a piece, as one path.
function joints({ world, piece }: Drawn): SVGTemplateResult {
  return svg`<path class="joint" d=${world.lines.slice(piece.from, piece.to).map(path).join('')} />`;
}

/// The line of the Internet, and the cloud's name below it. Beside another cloud, it goes on to that one's.
function sky(world: World, beside: boolean): SVGTemplateResult {
  return svg`<path class="sky" d=${`M0 ${world.sky}H${world.w + (beside ? gap : 0)}`} />
    <text class="soft" x="24" y=${world.sky - 12}>Internet</text>
    <text class="world-name" x="24" y=${world.sky + 28}>${world.title}</text>`;
}

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
