/// A leg of a trace over the drawing: a line with an arrow, a gate where a filter let the packet pass, a cross where it
/// was dropped.

import { nothing, svg } from 'lit';
import type { SVGTemplateResult } from 'lit';
import type { DrawnWay, Step, CloudDrawing } from '../contract.ts';
import { corner, corners, path } from './line.ts';
import type { Point } from './line.ts';
import { labelArea } from './label.ts';
import type { Area } from './label.ts';
import { isolated, saidText } from '../isolate.ts';
import { tooltip } from './tooltip.ts';

/// The names of the legs, in order.
export const legs: readonly string[] = ['request', 'answer'];

function look(steps: readonly Step[], leg: number): string {
  return `${legs[leg] ?? ''} ${steps.at(-1)?.mark === 'drop' ? 'fails' : 'passes'}`;
}

/// The line of a leg, with an arrow where it arrives.
export function course(drawn: DrawnWay, steps: readonly Step[], leg: number): SVGTemplateResult {
  const arrives = steps.length > 0 && steps.at(-1)?.mark !== 'drop';
  return svg`<g class=${`way ${look(steps, leg)}`}>
    <path class="course" d=${path(drawn.points)} />${arrives ? arrow(drawn) : nothing}
  </g>`;
}

/// The place of a step on a way.
export function stepPlace(drawn: DrawnWay, step: number): Point {
  return corner(drawn.points, drawn.stops[step] ?? 0);
}

/// Whether a step exchanges an address on the edge of a VPC without a gateway.
export function isDoor(drawing: CloudDrawing, drawn: DrawnWay, { mark, changed }: Step, index: number): boolean {
  return (
    mark === 'pass' &&
    (changed ?? []).length > 0 &&
    ['vpc', 'classic'].includes(drawing.boxes[drawn.boxes[index] ?? -1]?.kind ?? '')
  );
}

/// The mark at a step; `named` for a door that bears its address.
export function mark(
  drawing: CloudDrawing,
  drawn: DrawnWay,
  step: Step,
  leg: number,
  index: number,
  named: boolean,
): SVGTemplateResult {
  const at = stepPlace(drawn, index);
  return svg`<g class=${`mark ${step.mark}`} data-leg=${leg} data-step=${index}>
    ${tooltip(saidText(`${subject(step)} ${step.text}`))}${passage(drawing, drawn, step, index, named)}${step.mark === 'drop' ? cross(drawing, step, at) : nothing}
  </g>`;
}

/// The object of a step with its kind: several things may share a name.
function subject({ kind, object }: Step): string {
  return kind.toLowerCase() === object.toLowerCase() ? object : `${kind} ${object}`;
}

/// How wide a character of a name is, in pixels.
const letter = 7.3;

/// The address on the edge, drawn as a gateway.
function door({ object }: Step, { x, y }: Point): SVGTemplateResult {
  const width = Math.round(object.length * letter + 14);
  return svg`<rect class="door" x=${x - width / 2} y=${y - 10} width=${width} height="20" rx="6" /><text class="name" x=${x} y=${y + 4} text-anchor="middle">${isolated(object)}</text>`;
}

function passage(
  drawing: CloudDrawing,
  drawn: DrawnWay,
  step: Step,
  index: number,
  named: boolean,
): SVGTemplateResult | typeof nothing {
  const at = stepPlace(drawn, index);
  if (!isDoor(drawing, drawn, step, index)) return shape(step, at, drawing.boxes[drawn.boxes[index] ?? -1]?.kind);
  return named ? door(step, at) : nothing;
}

/// The shape of a passed step: a gate for a filter, a dot for all else. At the goal the arrow is the mark.
function shape(step: Step, { x, y }: Point, kind: string | undefined): SVGTemplateResult | typeof nothing {
  if (step.mark === 'drop' || step.mark === 'end') return nothing;
  if (kind === 'acl' || kind === 'group' || step.mark === 'skip') {
    return svg`<rect class="gate" x=${x - 5} y=${y - 4} width="10" height="8" rx="2" />`;
  }
  if (kind === 'gateway' || kind === 'link') return nothing;
  return svg`<circle class="gate" cx=${x} cy=${y} r="3" />`;
}

/// How many characters of a reason fit on a line, and how wide one is about, in pixels.
const measure = 22;
const advance = 7.4;

/// The area of a drop's reason.
export function reasonArea(drawing: CloudDrawing, { title }: Step, at: Point): Area {
  const lines = broken(title);
  return labelArea(drawing, at, Math.max(...lines.map((line) => line.length)) * advance + 16, lines.length * 16 + 6);
}

/// The drop: a cross, and the reason's title beside it.
function cross(drawing: CloudDrawing, step: Step, { x, y }: Point): SVGTemplateResult {
  const area = reasonArea(drawing, step, { x, y });
  return svg`<circle class="stop" cx=${x} cy=${y} r="9" /><path class="stop" d=${`M${x - 4} ${y - 4}l8 8m0 -8l-8 8`} />
    <rect class="reason" x=${area.x} y=${area.y} width=${area.w} height=${area.h} rx="6" />
    ${broken(step.title).map((line, index) => svg`<text class="reason" x=${area.x + 8} y=${area.y + 15 + 16 * index}>${line}</text>`)}`;
}

/// A text in lines, broken between words.
export function broken(text: string): readonly string[] {
  return text.split(' ').reduce<readonly string[]>((lines, word) => {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    return last !== undefined && longer.length > measure ? [...lines, word] : [...lines.slice(0, -1), longer];
  }, []);
}

function arrow({ points }: DrawnWay): SVGTemplateResult {
  const last = corners(points) - 1;
  const [from, to] = [corner(points, last - 1), corner(points, last)];
  const [dx, dy] = [Math.sign(to.x - from.x), Math.sign(to.y - from.y)];
  const [bx, by] = [to.x - 8 * dx, to.y - 8 * dy];
  return svg`<path class="arrow" d=${`M${bx - 4.5 * dy} ${by + 4.5 * dx}L${to.x} ${to.y}L${bx + 4.5 * dy} ${by - 4.5 * dx}`} />`;
}
