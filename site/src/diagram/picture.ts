/// The drawing as a picture to be saved: all of it, as it is arranged now, without the packet.

import type { Answer } from '../contract.ts';
import type { Picture } from './save.ts';
import { arranged, classOf, layers, sizeOf, worldsOf } from './scene.ts';
import { whole } from './view.ts';

/// How the clouds of a drawing are arranged: below each other or not, and whether those that the question is not asked
/// of are among them.
export interface Arrangement {
  readonly stacked: boolean;
  readonly whole: boolean;
}

/// The picture of an answer's drawing.
export function pictureOf(name: string, drawn: Answer, arrangement: Arrangement): Picture {
  const drawings = worldsOf(drawn, arrangement.whole);
  const state = { ...arrangement, drawn, portions: whole(drawings, 0) };
  const clouds = arranged(drawings, arrangement.stacked).map(({ drawing, origin }) => ({
    classes: classOf(drawing, drawn),
    cloud: drawing.cloud,
    origin,
    parts: layers(drawing, state).flat(),
  }));
  return { name, size: sizeOf(drawings, arrangement.stacked), clouds };
}
