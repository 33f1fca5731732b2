/// The boxes of a drawing: subnets, machines, gateways and what else stands there.

import { nothing, svg } from 'lit';
import type { SVGTemplateResult } from 'lit';
import type { Box, World } from '../engine.ts';
import { isolated } from '../isolate.ts';
import { tooltip } from './tooltip.ts';

type Drawn = SVGTemplateResult | typeof nothing | readonly Drawn[];

/// What a box is, in a word for people; what its looks say already has none.
export const kinds: Readonly<Record<string, string>> = {
  host: 'host', far: 'private network', vpc: 'VPC', classic: 'the', zone: 'zone', subnet: 'subnet', table: 'table', acl: 'ACL', machine: 'instance',
  interface: 'interface', group: 'security group', pod: 'pod', nat: 'NAT gateway', balancer: 'load balancer', foot: 'attachment',
  gateway: 'gateway', link: 'connection', cluster: 'cluster', more: 'more machines',
};

/// What is known of a box from those that stand in it.
interface Inside {
  readonly acl: boolean;
  readonly tint: number;
}

/// How boxes stand to the rest of the page.
export interface Look {
  /// Those that the trace touches; null where there is none. All others are paler.
  readonly touched: ReadonlySet<number> | null;
  /// The line that is marked in the text.
  readonly line: number;
}

/// The boxes of a cloud, of some kinds or of all others.
export function boxes(world: World, some: ReadonlySet<string>, these: boolean, { touched, line }: Look): readonly SVGTemplateResult[] {
  const inside = world.boxes.map((): Inside => ({ acl: false, tint: 0 }));
  for (const { kind, in: parent, tint } of world.boxes) {
    const known = inside[parent];
    if (known === undefined) continue;
    if (kind === 'acl') inside[parent] = { ...known, acl: true };
    if (kind === 'group' && known.tint === 0) inside[parent] = { ...known, tint: tint ?? 0 };
  }
  return world.boxes.map((box, index) => {
    if (some.has(box.kind) !== these) return svg``;
    const state = [touched !== null && !touched.has(index) ? 'pale' : '', box.line > 0 && box.line === line ? 'marked' : '', box.off === true ? 'off' : ''];
    const classes = ['box', box.kind, ...state].filter(Boolean).join(' ');
    return svg`<g class=${classes} data-box=${index} data-tint=${box.tint ?? nothing}>
      ${tooltip(titleOf(box))}${drawn(box, inside[index] ?? { acl: false, tint: 0 })}
    </g>`;
  });
}

/// A box in words: what it is, its name, its addresses.
export function titleOf(box: Box): string {
  const named = box.kind === 'more' ? `${box.count ?? 0} ${kinds['more'] ?? ''}` : `${kinds[box.kind] ?? box.kind} ${isolated(box.full ?? box.name)}`;
  return [named, ...(box.lines ?? [])].join(' ') + (box.off === true ? ', not in use' : '');
}

function drawn(box: Box, inside: Inside): Drawn {
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
      return [frame(box, 3), svg`<text class="mono" x=${box.x + 6} y=${box.y + 13}><tspan class="soft">${box.kind}</tspan> ${isolated(box.name)}</text>`];
    case 'group':
      return [frame(box, 3), svg`<text class="mono" x=${box.x + 6} y=${box.y + 12}>${isolated(box.name)}</text>`];
    case 'gateway':
    case 'link':
      return [frame(box, 6), middle(box)];
    case 'pod':
    case 'cluster':
      return [frame(box, 3), svg`<text class="mono" x=${box.x + 6} y=${box.y + 13}>${isolated(box.name)} <tspan class="soft">${box.lines?.join(' ')}</tspan></text>`];
    case 'machine':
      return [ring(box, inside.tint), frame(box, 6), label(box, box.y + 17)];
    default:
      return [ring(box, inside.tint), frame(box, 6), svg`<text class="kind" x=${box.x + 8} y=${box.y + 15}>${captions[box.kind] ?? kinds[box.kind]}</text>`, label(box, box.y + 33)];
  }
}

const captions: Readonly<Record<string, string>> = { more: 'machines', foot: 'attached to' };

/// The name, and the addresses below it.
function label(box: Box, y: number): readonly SVGTemplateResult[] {
  return [
    svg`<text class="name" x=${box.x + 8} y=${y}>${isolated(box.name)}</text>`,
    ...(box.lines ?? []).map((text, index) => svg`<text class="mono soft" x=${box.x + 8} y=${y + 16 * (index + 1)}>${text}</text>`),
  ];
}

function area(box: Box, acl: boolean): readonly Drawn[] {
  const [name = '', range] = [box.name, box.lines?.[0]];
  return [
    frame(box, 6),
    acl ? svg`<rect class="edge" x=${box.x + 3.5} y=${box.y + 3.5} width=${box.w - 7} height=${box.h - 7} rx="4" />` : nothing,
    svg`<text class="name" x=${box.x + 12} y=${box.y + 20}>${isolated(name)}</text>`,
    range === undefined ? nothing : svg`<text class="mono soft" x=${box.x + 12} y=${box.y + 36}>${range}</text>`,
    box.opens === undefined ? nothing : svg`<text class="closer" x=${box.x + box.w - 12} y=${box.y + 20} text-anchor="end">show fewer</text>`,
  ];
}

function outsider(box: Box): readonly SVGTemplateResult[] {
  const [x, y] = [box.x + 6, box.y + 6];
  return [
    box.kind === 'far' ? svg`<rect class="frame" x=${x - 5} y=${y - 5} width="10" height="10" />` : svg`<circle class="frame" cx=${x} cy=${y} r="5" />`,
    svg`<text class="name" x=${x + 12} y=${y - 12}>${isolated(box.name)}<tspan class="mono soft" dx=${box.name === '' ? 0 : 8}>${box.lines?.[0]}</tspan></text>`,
  ];
}

/// A name in the middle of what sits on an edge; addresses below it.
function middle(box: Box): readonly SVGTemplateResult[] {
  const x = box.x + box.w / 2;
  return [
    svg`<text class="name" x=${x} y=${box.y + 16} text-anchor="middle">${isolated(box.name)}</text>`,
    ...(box.lines ?? []).map((text, index) => svg`<text class="mono soft" x=${x} y=${box.y + 29 + 12 * index} text-anchor="middle">${text}</text>`),
  ];
}

function frame({ x, y, w, h }: Box, round: number): SVGTemplateResult {
  return svg`<rect class="frame" x=${x + 0.5} y=${y + 0.5} width=${w - 1} height=${h - 1} rx=${round} />`;
}

function ring({ x, y, w, h }: Box, tint: number): Drawn {
  return tint === 0 ? nothing : svg`<rect class="ring" data-tint=${tint} x=${x - 5.5} y=${y - 5.5} width=${w + 11} height=${h + 11} rx="10" />`;
}
