/// The boxes of a drawing: subnets, machines, gateways and the rest.

import { nothing, svg } from 'lit';
import type { SVGTemplateResult } from 'lit';
import type { Box, BoxKind } from '../contract.ts';
import { isolated, saidText } from '../isolate.ts';
import { survey } from './survey.ts';
import type { Inside } from './survey.ts';
import { tooltip } from './tooltip.ts';
import type { Drawn } from './view.ts';

type Drawing = SVGTemplateResult | typeof nothing | readonly Drawing[];

/// A box's kind in a word for people; empty for kinds that the drawing shows by their shape.
export const kinds: Readonly<Record<BoxKind, string>> = {
  host: 'host', far: 'private network', vpc: 'VPC', classic: 'the', zone: 'zone', subnet: 'subnet', table: 'table',
  acl: 'ACL', machine: 'instance', interface: 'interface', group: 'security group', pod: 'pod', behind: 'network behind an instance', nat: 'NAT gateway',
  balancer: 'load balancer', endpoint: 'interface endpoint', attachment: 'attachment', gateway: 'gateway',
  link: 'connection', cluster: 'cluster',
  more: 'more machines',
};

/// The kinds that sit on an edge. They are drawn over the lines that run through them.
const onEdges: ReadonlySet<BoxKind> = new Set(['gateway', 'link']);

/// The boxes of a piece: those on edges, or all others.
export function boxes({ drawing, piece, least, marked }: Drawn, edges: boolean): readonly SVGTemplateResult[] {
  const { insides, touched } = survey(drawing);
  const drawnBox = (box: Box, index: number): readonly SVGTemplateResult[] => {
    const pale = touched !== null && !touched.has(index);
    if (isOnEdge(drawing.boxes, box) !== edges || (least > 0 && touched?.has(index) !== true && isTiny(box, least))) return [];
    const state = [
      pale ? 'pale' : '',
      marked.has(index) ? 'marked' : '',
      box.off === true ? 'off' : '',
    ];
    const classes = ['box', box.kind, ...state].filter(Boolean).join(' ');
    const inside = insides[index] ?? { acl: false, tint: 0 };
    return [svg`<g class=${classes} data-box=${index} data-tint=${box.tint ?? nothing}>
      ${tooltip(saidText(titleOf(box)))}${least > 0 ? outline(box, inside) : drawn(box, inside)}
    </g>`];
  };
  return drawing.boxes.slice(piece.from, piece.to).flatMap((box, index) => drawnBox(box, piece.from + index));
}

/// Whether a box, or what it is a tag of, sits on an edge.
function isOnEdge(all: readonly Box[], box: Box): boolean {
  return onEdges.has(box.kind) || (box.kind === 'table' && all[box.in]?.kind === 'link');
}

function isTiny({ w, h }: Box, least: number): boolean {
  return Math.min(w, h) < least;
}

/// A box without its words.
function outline(box: Box, inside: Inside): Drawing {
  switch (box.kind) {
    case 'host':
    case 'far':
      return dot(box);
    case 'zone':
      return nothing;
    default:
      return [ring(box, inside.tint), frame(box, 6)];
  }
}

/// A box in words: what it is, its name, its addresses.
export function titleOf(box: Box): string {
  const named =
    box.kind === 'more'
      ? `${box.count ?? 0} ${kinds.more}`
      : `${kinds[box.kind]} ${box.full ?? box.name}`;
  return [named, ...(box.lines ?? [])].join(' ') + (box.off === true ? ', not in use' : '');
}

function drawn(box: Box, inside: Inside): Drawing {
  switch (box.kind) {
    case 'host':
    case 'far':
      return outsider(box);
    case 'zone':
      return svg`<text class="soft" x=${box.x} y=${box.y + 12}>zone ${isolated(box.name)}</text>`;
    case 'vpc':
    case 'classic':
    case 'subnet':
      return area(box, inside.acl);
    case 'table':
    case 'acl':
      return [
        frame(box, 3),
        svg`<text class="mono" x=${box.x + 6} y=${box.y + 13}><tspan class="soft">${box.kind}</tspan> ${isolated(box.name)}</text>`,
      ];
    case 'group':
      return [frame(box, 3), svg`<text class="mono" x=${box.x + 6} y=${box.y + 12}>${isolated(box.name)}</text>`];
    case 'gateway':
    case 'link':
      return [frame(box, 6), middle(box)];
    case 'pod':
    case 'behind':
    case 'cluster':
      return [
        frame(box, 3),
        svg`<text class="mono" x=${box.x + 6} y=${box.y + 13}>${isolated(box.name)} <tspan class="soft">${box.lines?.join(' ')}</tspan></text>`,
      ];
    case 'machine':
      return [ring(box, inside.tint), frame(box, 6), label(box, box.y + 17)];
    default:
      return [
        ring(box, inside.tint),
        frame(box, 6),
        svg`<text class="kind" x=${box.x + 8} y=${box.y + 15}>${captions[box.kind] ?? kinds[box.kind]}</text>`,
        label(box, box.y + 33),
      ];
  }
}

const captions: Readonly<Partial<Record<BoxKind, string>>> = { more: 'machines', attachment: 'attached to', endpoint: 'endpoint' };

/// The name, and the addresses below it.
function label(box: Box, y: number): readonly SVGTemplateResult[] {
  return [
    svg`<text class="name" x=${box.x + 8} y=${y}>${isolated(box.name)}</text>`,
    ...(box.lines ?? []).map(
      (text, index) => svg`<text class="mono soft" x=${box.x + 8} y=${y + 16 * (index + 1)}>${text}</text>`,
    ),
  ];
}

function area(box: Box, acl: boolean): readonly Drawing[] {
  const [name = '', range] = [box.name, box.lines?.[0]];
  return [
    frame(box, 6),
    acl
      ? svg`<rect class="edge" x=${box.x + 3.5} y=${box.y + 3.5} width=${box.w - 7} height=${box.h - 7} rx="4" />`
      : nothing,
    svg`<text class="name" x=${box.x + 12} y=${box.y + 20}>${isolated(name)}</text>`,
    range === undefined ? nothing : svg`<text class="mono soft" x=${box.x + 12} y=${box.y + 36}>${range}</text>`,
    box.opens === undefined
      ? nothing
      : svg`<text class="closer" x=${box.x + box.w - 12} y=${box.y + 20} text-anchor="end">show fewer</text>`,
  ];
}

function outsider(box: Box): readonly SVGTemplateResult[] {
  return [
    dot(box),
    svg`<text class="name" x=${box.x + 18} y=${box.y - 6}>${isolated(box.name)}<tspan class="mono soft" dx=${box.name === '' ? 0 : 8}>${box.lines?.[0]}</tspan></text>`,
  ];
}

function dot(box: Box): SVGTemplateResult {
  const [x, y] = [box.x + 6, box.y + 6];
  return box.kind === 'far'
    ? svg`<rect class="frame" x=${x - 5} y=${y - 5} width="10" height="10" />`
    : svg`<circle class="frame" cx=${x} cy=${y} r="5" />`;
}

/// The name in the middle of a box on an edge; addresses below it.
function middle(box: Box): readonly SVGTemplateResult[] {
  const x = box.x + box.w / 2;
  return [
    svg`<text class="name" x=${x} y=${box.y + 16} text-anchor="middle">${isolated(box.name)}</text>`,
    ...(box.lines ?? []).map(
      (text, index) =>
        svg`<text class="mono soft" x=${x} y=${box.y + 29 + 12 * index} text-anchor="middle">${text}</text>`,
    ),
  ];
}

function frame({ x, y, w, h }: Box, round: number): SVGTemplateResult {
  return svg`<rect class="frame" x=${x + 0.5} y=${y + 0.5} width=${w - 1} height=${h - 1} rx=${round} />`;
}

function ring({ x, y, w, h }: Box, tint: number): Drawing {
  return tint === 0
    ? nothing
    : svg`<rect class="ring" data-tint=${tint} x=${x - 5.5} y=${y - 5.5} width=${w + 11} height=${h + 11} rx="10" />`;
}
