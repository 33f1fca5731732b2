/// The drawing for a person who does not see it: a sentence, and all of it as a list.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Answer, Box, World } from '../engine.ts';
import { said } from '../isolate.ts';
import { titleOf } from './box.ts';

/// What the drawing shows, in a sentence or two.
export function described({ worlds, questions, shown }: Answer): string {
  const clouds = worlds.map((world) => `${world.title}: ${counted(world)}.`);
  const asked = questions[shown];
  const outcomes = asked?.clouds.map(({ title, outcome }) => `${title} ${outcome}`) ?? [];
  return ['Drawing of the network.', ...clouds, asked === undefined ? '' : `${asked.text.replace('->', 'to')}: ${outcomes.join(', ')}.`].filter(Boolean).join(' ');
}

function counted({ boxes }: World): string {
  const count = (kind: string): number => boxes.filter((box) => box.kind === kind).length;
  const machines = count('machine') + boxes.reduce((sum, { kind, count: more }) => sum + (kind === 'more' ? (more ?? 0) : 0), 0);
  const classic = count('classic') > 0;
  const networks = [...(classic && count('vpc') === 0 ? [] : [plural(count('vpc'), 'VPC')]), ...(classic ? ['the classic network'] : [])];
  return [...networks, plural(count('subnet'), 'subnet'), plural(machines, 'instance')].join(', ');
}

function plural(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/// All boxes as a list, each in the one that it stands in. Chosen, one shows its line.
export function inWords({ worlds }: Answer, choose: ((box: Box) => void) | null): TemplateResult {
  return html`${worlds.map((world) => html`<h3 class="cloud" data-cloud=${world.cloud}>${world.title}</h3>${list(world, -1, choose)}`)}`;
}

function list(world: World, parent: number, choose: ((box: Box) => void) | null): TemplateResult | typeof nothing {
  const here = world.boxes.map((box, index) => ({ box, index })).filter(({ box }) => box.in === parent);
  if (here.length === 0) return nothing;
  return html`<ul>
    ${here.map(({ box, index }) => html`<li>${entry(box, choose)}${list(world, index, choose)}</li>`)}
  </ul>`;
}

function entry(box: Box, choose: ((box: Box) => void) | null): ReturnType<typeof said> | TemplateResult {
  if (choose === null || (box.line === 0 && box.opens === undefined)) return said(titleOf(box));
  const place = box.line > 0 ? html`<span class="soft">line ${box.line}</span>` : nothing;
  return html`<button type="button" @click=${() => choose(box)}>${said(titleOf(box))} ${place}</button>`;
}
