/// The drawing as SVG: the clouds beside each other, or below each other, each a drawing of its own under one Internet.

import { html, nothing, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Answer, Trace, CloudDrawing } from '../contract.ts';
import type { StepPlace } from '../trace/walk.ts';
import { boxes } from './box.ts';
import { fit, scale } from './camera.ts';
import type { Size } from './camera.ts';
import { corner, corners, path } from './line.ts';
import type { Point } from './line.ts';
import type { Portions } from './portion.ts';
import { survey } from './survey.ts';
import type { Piece } from './survey.ts';
import type { Drawn, Placed } from './view.ts';
import { course, isDoor, mark, stepPlace } from './way.ts';
import { packetAt } from './packet.ts';
import { described } from './words.ts';

/// An answer's drawings, as they are arranged.
export interface Arranged {
  readonly drawn: Answer;
  /// Whether the clouds stand below each other.
  readonly stacked: boolean;
  /// Whether clouds that the question is not asked of are shown too.
  readonly whole: boolean;
}

/// The state that a drawing is drawn from.
export interface Scene extends Arranged {
  /// The drawn pieces of boxes and lines.
  readonly portions: Portions<Drawn>;
}

/// The room between two clouds.
const gap = 32;

/// The clouds that are shown: those that the question is asked of, or all without a question.
export function worldsOf({ drawings }: Answer, whole: boolean): readonly CloudDrawing[] {
  const asked = drawings.filter(({ ways }) => ways.length > 0);
  return whole || asked.length === 0 ? drawings : asked;
}

/// How large the whole drawing is.
export function sizeOf(drawings: readonly CloudDrawing[], stacked: boolean): Size {
  const [all, most] = [
    (sizes: readonly number[]) => sizes.reduce((sum, n) => sum + n, gap * (sizes.length - 1)),
    (sizes: readonly number[]) => Math.max(...sizes),
  ];
  const [widths, heights] = [drawings.map(({ w }) => w), drawings.map(({ h }) => h)];
  return stacked ? { w: most(widths), h: all(heights) } : { w: all(widths), h: most(heights) };
}

/// The clouds with the place where each begins.
export function arranged(drawings: readonly CloudDrawing[], stacked: boolean): readonly Placed[] {
  let at = 0;
  return drawings.map((drawing) => {
    const origin = stacked ? { x: 0, y: at } : { x: at, y: 0 };
    at += gap + (stacked ? drawing.h : drawing.w);
    return { drawing, origin };
  });
}

/// Whether clouds stand below each other in a room, since the drawing is notably larger so.
export function stacks(drawings: readonly CloudDrawing[], room: Size): boolean {
  if (drawings.length < 2 || room.w <= 0) return false;
  const [beside, below] = [sizeOf(drawings, false), sizeOf(drawings, true)];
  return scale(fit(below), below, room) > scale(fit(beside), beside, room) * 1.05;
}

/// The corners of all ways of the traces.
export function wayPoints(drawings: readonly CloudDrawing[], stacked: boolean): readonly Point[] {
  return arranged(drawings, stacked).flatMap(({ drawing: { ways }, origin }) =>
    ways.flatMap(({ points }) => Array.from({ length: corners(points) }, (_, at) => from(origin, corner(points, at)))),
  );
}

/// The place of a hop; null for a hop that is on no drawing.
export function hopPoint(drawings: readonly CloudDrawing[], stacked: boolean, hop: StepPlace): Point | null {
  const there = arranged(drawings, stacked).find(({ drawing }) => drawing.cloud === hop.cloud);
  const way = there?.drawing.ways[hop.leg];
  return there === undefined || way === undefined ? null : from(there.origin, stepPlace(way, hop.step));
}

/// A place of a drawing that begins at an origin.
function from(origin: Point, { x, y }: Point): Point {
  return { x: origin.x + x, y: origin.y + y };
}

/// The drawing, without the packet.
export function scene(state: Scene): TemplateResult {
  const drawings = worldsOf(state.drawn, state.whole);
  return html`<svg class="drawing" xmlns="http://www.w3.org/2000/svg" viewBox=${wholeBox(drawings, state.stacked)} role="img" aria-label=${guard([state.drawn], () => described(state.drawn))}>
    ${arranged(drawings, state.stacked).map((placed) => inPlace(placed, state.drawn, layers(placed.drawing, state)))}
  </svg>`;
}

/// The packet at the hop where the visitor is, over the drawing: it moves, and the drawing need not be painted again.
export function packetScene({ drawn, stacked, whole }: Arranged, step: StepPlace | null): TemplateResult {
  const drawings = worldsOf(drawn, whole);
  const there = arranged(drawings, stacked).filter(({ drawing }) => drawing.cloud === step?.cloud);
  return html`<svg class="drawing over" xmlns="http://www.w3.org/2000/svg" viewBox=${wholeBox(drawings, stacked)} aria-hidden="true">
    ${there.map((placed) => inPlace(placed, drawn, packetOf(placed.drawing, drawn, step)))}
  </svg>`;
}

function wholeBox(drawings: readonly CloudDrawing[], stacked: boolean): string {
  const { w, h } = sizeOf(drawings, stacked);
  return `0 0 ${w} ${h}`;
}

function inPlace({ drawing, origin: { x, y } }: Placed, drawn: Answer, content: unknown): SVGTemplateResult {
  return svg`<g class=${classOf(drawing, drawn)} data-cloud=${drawing.cloud} transform=${`translate(${x} ${y})`}>${content}</g>`;
}

function packetOf(drawing: CloudDrawing, { traces }: Answer, step: StepPlace | null): unknown {
  const trace = traces.find(({ cloud }) => cloud === drawing.cloud);
  return trace === undefined ? nothing : guard([drawing, trace, step], () => packetAt(drawing, trace, step));
}

/// The classes of a cloud that is drawn.
export function classOf(drawing: CloudDrawing, { traces }: Answer): string {
  return drawing.ways.length > 0 && traces.some(({ cloud }) => cloud === drawing.cloud) ? 'drawing traced' : 'drawing';
}

/// The layers of a cloud's drawing, from the ground up, in parts that can be drawn one after the other.
export function layers(drawing: CloudDrawing, state: Scene): readonly unknown[] {
  const trace = state.drawn.traces.find(({ cloud }) => cloud === drawing.cloud);
  const each = (kind: Piece['kind'], draw: (portion: Drawn) => unknown): readonly unknown[] =>
    survey(drawing).pieces.filter((piece) => piece.kind === kind).map(({ name }) => {
      const portion = state.portions.get(name);
      return portion === undefined ? nothing : guard([portion], () => draw(portion));
    });
  return [
    internetLine(drawing, !state.stacked),
    each('boxes', (portion) => boxes(portion, false)),
    each('lines', joints),
    trace === undefined ? nothing : guard([drawing, trace], () => courses(drawing, trace)),
    each('boxes', (portion) => boxes(portion, true)),
    trace === undefined ? nothing : guard([drawing, trace], () => marks(drawing, trace)),
  ];
}

/// The lines of a piece, as one path.
function joints({ drawing, piece }: Drawn): SVGTemplateResult {
  return svg`<path class="joint" d=${drawing.lines.slice(piece.from, piece.to).map(path).join('')} />`;
}

/// The line of the Internet, and the cloud's name below it. Between clouds side by side, the line runs through.
function internetLine(drawing: CloudDrawing, beside: boolean): SVGTemplateResult {
  return svg`<path class="internet-line" d=${`M0 ${drawing.internetLine}H${drawing.w + (beside ? gap : 0)}`} />
    <text class="soft" x="24" y=${drawing.internetLine - 12}>Internet</text>
    <text class="cloud-name" x="24" y=${drawing.internetLine + 28}>${drawing.title}</text>`;
}

function courses(drawing: CloudDrawing, trace: Trace): readonly SVGTemplateResult[] {
  return drawing.ways.map((drawn, leg) => course(drawn, trace.legs[leg]?.steps ?? [], leg));
}

function marks(drawing: CloudDrawing, trace: Trace): readonly SVGTemplateResult[] {
  const hung = new Set<string>();
  return drawing.ways.flatMap((drawn, leg) => (trace.legs[leg]?.steps ?? []).map((step, index) => {
    const door = `${step.kind} ${step.object}`; // a name may be that of several things
    const first = isDoor(drawing, drawn, step, index) && !hung.has(door);
    if (first) hung.add(door);
    return mark(drawing, drawn, step, leg, index, first);
  }));
}
