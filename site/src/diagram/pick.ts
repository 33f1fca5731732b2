/// Picking on the drawing: which part was clicked, and what happens to the lab by it.

import type { Answer, Box } from '../contract.ts';
import type { LabEvent } from '../lab/state.ts';
import type { Portions } from './portion.ts';
import type { Drawn } from './view.ts';

/// A clicked part of the drawing, as it is marked on the page.
export interface Target {
  readonly cloud: string | undefined;
  readonly hop: { readonly leg: number; readonly step: number } | null;
  /// The place of the box among those of its cloud; -1 for none.
  readonly box: number;
  /// It is the sign that closes an opened subnet.
  readonly closer: boolean;
}

/// The part of the drawing that an element stands for.
export function targetOf(element: Element): Target {
  const hop = element.closest<SVGElement>('[data-step]')?.dataset;
  return {
    cloud: element.closest<SVGElement>('.drawing')?.dataset['cloud'],
    hop: hop === undefined ? null : { leg: Number(hop['leg']), step: Number(hop['step']) },
    box: Number(element.closest<SVGElement>('[data-box]')?.dataset['box'] ?? -1),
    closer: element.matches('.closer'),
  };
}

/// The event of a click: on a hop's mark it chooses the hop, on a box the box; null for neither.
export function picked(
  { cloud, hop, box: index, closer }: Target,
  { drawings }: Answer,
  shown: Portions<Drawn>,
): LabEvent | null {
  if (cloud === undefined || !drawings.some((drawing) => drawing.cloud === cloud)) return null;
  if (hop !== null) return { tag: 'hop', place: { cloud, ...hop } };
  const box = boxAt(shown, drawings, cloud, index);
  if (box === undefined) return null;
  return closer && box.opens !== undefined ? { tag: 'spread', subnet: box.opens } : chosen(box, drawings);
}

/// The event of choosing a box; null for one that is left from an older answer and has no place in the text any more.
export function chosen(box: Box, drawings: Answer['drawings']): LabEvent | null {
  if (!drawings.some(({ boxes }) => boxes.includes(box))) return null;
  return box.kind === 'more' && box.opens !== undefined ? { tag: 'spread', subnet: box.opens } : { tag: 'box', box };
}

/// The box at a place of the drawing that is on the page; none where that is of an older answer and looks different.
function boxAt(
  shown: Portions<Drawn>,
  drawings: Answer['drawings'],
  cloud: string,
  index: number,
): Box | undefined {
  const there = [...shown.values()].find(
    ({ drawing, piece }) =>
      drawing.cloud === cloud && piece.kind === 'boxes' && piece.from <= index && index < piece.to,
  );
  return drawings.find(({ digest }) => digest === there?.drawing.digest)?.boxes[index];
}
