/// The drawing for people who don't see it: a sentence, and all boxes as a list.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Answer, Box, BoxKind, CloudDrawing } from '../contract.ts';
import { said, saidText } from '../isolate.ts';
import { titleOf } from './box.ts';
import type { Portions } from './portion.ts';
import { survey } from './survey.ts';

/// The drawing in a sentence or two.
export function described({ drawings, questions, shown }: Answer): string {
  const clouds = drawings.map((drawing) => `${drawing.title}: ${counted(drawing)}.`);
  const asked = questions[shown];
  const outcomes = asked?.clouds.map(({ title, outcome }) => `${title} ${outcome}`) ?? [];
  return [
    'Drawing of the network.',
    ...clouds,
    asked === undefined ? '' : `${saidText(asked.text.replace('->', 'to'))}: ${outcomes.join(', ')}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function counted({ boxes }: CloudDrawing): string {
  const count = (kind: BoxKind): number => boxes.filter((box) => box.kind === kind).length;
  const machines =
    count('machine') + boxes.reduce((sum, { kind, count: more }) => sum + (kind === 'more' ? (more ?? 0) : 0), 0);
  const classic = count('classic') > 0;
  const networks = [
    ...(classic && count('vpc') === 0 ? [] : [plural(count('vpc'), 'VPC')]),
    ...(classic ? ['the classic network'] : []),
  ];
  return [...networks, plural(count('subnet'), 'subnet'), plural(machines, 'instance')].join(', ');
}

function plural(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/// A part of the list: a box with all that stands in it.
export interface Told {
  readonly drawing: CloudDrawing;
  readonly box: number;
}

/// Whether two parts of the list read the same.
export function sameTold(a: Told, b: Told): boolean {
  return a.drawing === b.drawing && a.box === b.box;
}

/// All parts of the list.
export function told({ drawings }: Answer): Portions<Told> {
  return new Map(
    drawings.flatMap((drawing) =>
      survey(drawing).parts.map((box, index) => [partName(drawing, index), { drawing, box }] as const),
    ),
  );
}

function partName({ cloud }: CloudDrawing, index: number): string {
  return `${cloud} part ${index}`;
}

type Choose = ((box: Box) => void) | null;

/// The boxes as a nested list, as far as its parts are there. A click on one shows its line.
export function inWords(answer: Answer, choose: Choose, there: Portions<Told> = told(answer)): TemplateResult {
  return html`${answer.drawings.map((drawing) => html`<h3 class="cloud" data-cloud=${drawing.cloud}>${drawing.title}</h3>${inParts(drawing, choose, there)}`)}`;
}

/// The list inside of each box. A part, once written, stays as it came; a box that is too large for one part holds
/// several.
function inParts(drawing: CloudDrawing, choose: Choose, there: Portions<Told>): TemplateResult | typeof nothing {
  const places = new Map(survey(drawing).parts.map((box, index) => [box, index]));
  const either = (box: number): unknown => {
    const place = places.get(box);
    if (place === undefined) return item(drawing, box, choose, either);
    const part = there.get(partName(drawing, place));
    return part === undefined ? nothing : guard([part], () => inFull(part, choose));
  };
  return list(drawing, -1, either);
}

function inFull({ drawing, box }: Told, choose: Choose): TemplateResult | typeof nothing {
  return item(drawing, box, choose, (inner) => inFull({ drawing, box: inner }, choose));
}

function item(
  drawing: CloudDrawing,
  index: number,
  choose: Choose,
  inner: (box: number) => unknown,
): TemplateResult | typeof nothing {
  const box = drawing.boxes[index];
  return box === undefined ? nothing : html`<li>${entry(box, choose)}${list(drawing, index, inner)}</li>`;
}

function list(drawing: CloudDrawing, parent: number, inner: (box: number) => unknown): TemplateResult | typeof nothing {
  const here = survey(drawing).children.get(parent);
  return here === undefined ? nothing : html`<ul>${here.map(inner)}</ul>`;
}

function entry(box: Box, choose: Choose): ReturnType<typeof said> | TemplateResult {
  if (choose === null || (box.line === 0 && box.opens === undefined)) return said(titleOf(box));
  const place = box.line > 0 ? html`<span class="soft">line ${box.line}</span>` : nothing;
  return html`<button type="button" @click=${() => choose(box)}>${said(titleOf(box))} ${place}</button>`;
}
