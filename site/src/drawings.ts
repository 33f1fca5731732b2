/// Drawings that the engine does not send again, since the page has them.

import type { Box, CloudDrawing } from './contract.ts';

/// The drawings of an answer.
export type Drawings = readonly CloudDrawing[];

/// Drawings as they were sent, with the boxes and lines that were left out, from drawings that the page has; null if it
/// does not have them.
export function restored(sent: Drawings, there: Drawings): Drawings | null {
  const whole = sent.flatMap((drawing) => {
    const { places, ...rest } = drawing;
    if (places === undefined) return [drawing];
    const before = there.find(({ digest }) => digest === drawing.digest);
    return before === undefined ? [] : [{ ...rest, boxes: placed(before.boxes, places), lines: before.lines }];
  });
  return whole.length === sent.length ? whole : null;
}

/// Boxes with their places in the text: `from`, `to` and `line` of each in turn.
function placed(boxes: readonly Box[], places: readonly number[]): readonly Box[] {
  return boxes.map((box, index) => {
    const [from = 0, to = 0, line = 0] = places.slice(3 * index, 3 * index + 3);
    return { ...box, from, to, line };
  });
}
