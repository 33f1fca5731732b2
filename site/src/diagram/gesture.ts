/// Gestures on the drawing: keys, the wheel and fingers, and what each asks for.

import type { Way } from '../trace/walk.ts';
import { zoomStep } from './camera.ts';
import type { Point } from './line.ts';

/// A gesture. All measures are pixels of the window.
export type Gesture =
  /// Zooms around a place of the window; null is its middle.
  | { readonly tag: 'zoom'; readonly factor: number; readonly at: Point | null }
  | { readonly tag: 'move'; readonly x: number; readonly y: number }
  | { readonly tag: 'fit' }
  | { readonly tag: 'walk'; readonly way: Extract<Way, 'next' | 'previous'> };

/// How far an arrow key moves the drawing, in pixels of the window.
const stride = 60;

const keys: ReadonlyMap<string, Gesture> = new Map<string, Gesture>([
  ['+', { tag: 'zoom', factor: zoomStep, at: null }],
  ['=', { tag: 'zoom', factor: zoomStep, at: null }],
  ['-', { tag: 'zoom', factor: 1 / zoomStep, at: null }],
  ['0', { tag: 'fit' }],
  ['.', { tag: 'walk', way: 'next' }],
  [',', { tag: 'walk', way: 'previous' }],
  ['ArrowLeft', { tag: 'move', x: -stride, y: 0 }],
  ['ArrowRight', { tag: 'move', x: stride, y: 0 }],
  ['ArrowUp', { tag: 'move', x: 0, y: -stride }],
  ['ArrowDown', { tag: 'move', x: 0, y: stride }],
]);

/// The gesture of a key; undefined for a key that is the browser's or another's.
export function keyGesture({
  key,
  ctrlKey,
  metaKey,
  altKey,
}: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): Gesture | undefined {
  return ctrlKey || metaKey || altKey ? undefined : keys.get(key);
}

/// The parts of a wheel's event that a gesture is read from.
export type Turn = Pick<WheelEvent, 'ctrlKey' | 'metaKey' | 'deltaX' | 'deltaY' | 'clientX' | 'clientY'>;

/// The gesture of the wheel: it zooms with Ctrl, as a pinch on a touchpad does, and moves a zoomed drawing; otherwise
/// it is the page's.
export function wheelGesture(
  { ctrlKey, metaKey, deltaX, deltaY, clientX, clientY }: Turn,
  zoomed: boolean,
): Gesture | undefined {
  if (ctrlKey || metaKey) return { tag: 'zoom', factor: Math.exp(-deltaY / 240), at: { x: clientX, y: clientY } };
  return zoomed ? { tag: 'move', x: deltaX, y: deltaY } : undefined;
}

/// How far a finger may slip in a click, in pixels of the window.
const slip = 4;

/// The fingers on the drawing, by their pointers' numbers, and how far they have slipped since the first came down.
export interface Hand {
  readonly fingers: ReadonlyMap<number, Point>;
  readonly slipped: number;
}

/// A hand with no finger on the drawing.
export const noHand: Hand = { fingers: new Map(), slipped: 0 };

/// The hand after a finger came down.
export function grasped({ fingers, slipped }: Hand, finger: number, at: Point): Hand {
  return { fingers: new Map(fingers).set(finger, at), slipped: fingers.size === 0 ? 0 : slipped };
}

/// The hand after a finger was lifted.
export function released({ fingers, slipped }: Hand, finger: number): Hand {
  return { fingers: new Map([...fingers].filter(([each]) => each !== finger)), slipped };
}

/// The hand after a finger came to a place, and its gesture: one finger moves the drawing, two zoom it around the
/// middle between them.
export function dragged(hand: Hand, finger: number, at: Point): { readonly hand: Hand; readonly gesture?: Gesture } {
  const was = hand.fingers.get(finger);
  if (was === undefined) return { hand };
  const other = [...hand.fingers].find(([each]) => each !== finger)?.[1];
  const slipped = hand.slipped + apart(was, at);
  const now = { fingers: new Map(hand.fingers).set(finger, at), slipped };
  if (slipped < slip) return { hand: now };
  if (other === undefined) return { hand: now, gesture: { tag: 'move', x: was.x - at.x, y: was.y - at.y } };
  const factor = Math.max(1, apart(at, other)) / Math.max(1, apart(was, other));
  return { hand: now, gesture: { tag: 'zoom', factor, at: { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 } } };
}

/// Whether the hand has clicked and not moved the drawing.
export function isClick({ slipped }: Hand): boolean {
  return slipped < slip;
}

function apart(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
