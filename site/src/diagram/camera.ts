/// The camera: which place of the drawing lies in the middle of the window, and at what zoom.

import type { Area } from './label.ts';
import type { Point } from './line.ts';

/// A size in pixels.
export interface Size {
  readonly w: number;
  readonly h: number;
}

/// The place in the middle of the window, in the drawing's own pixels. At zoom 1 the whole drawing is seen.
export interface Camera extends Point {
  readonly zoom: number;
}

/// The least and the most zoom, and the factor of one press of a button.
export const least = 1;
export const most = 12;
export const zoomStep = 1.3;

/// A drawing that is smaller than its window is not made larger than this.
const largest = 1.25;

/// The camera that sees the whole drawing.
export function fit({ w, h }: Size): Camera {
  return { zoom: 1, x: w / 2, y: h / 2 };
}

/// How many pixels of the window a pixel of the drawing takes.
export function scale(camera: Camera, drawing: Size, pane: Size): number {
  return Math.min(pane.w / drawing.w, pane.h / drawing.h, largest) * camera.zoom;
}

/// The camera after zooming by a factor, with a place of the drawing kept where it is.
export function zoomed(camera: Camera, factor: number, at: Point, drawing: Size): Camera {
  const zoom = Math.min(most, Math.max(least, camera.zoom * factor));
  const part = camera.zoom / zoom;
  return bounded({ zoom, x: at.x + (camera.x - at.x) * part, y: at.y + (camera.y - at.y) * part }, drawing);
}

/// The camera moved by so many pixels of the drawing.
export function moved(camera: Camera, x: number, y: number, drawing: Size): Camera {
  return bounded({ ...camera, x: camera.x + x, y: camera.y + y }, drawing);
}

/// A camera whose middle is on the drawing, and in its middle while all of it is in sight.
function bounded(camera: Camera, drawing: Size): Camera {
  if (camera.zoom <= least) return fit(drawing);
  return { ...camera, x: Math.min(drawing.w, Math.max(0, camera.x)), y: Math.min(drawing.h, Math.max(0, camera.y)) };
}

/// The area of the drawing that a camera sees.
export function seenArea(camera: Camera, drawing: Size, pane: Size): Area {
  const pixels = scale(camera, drawing, pane);
  const [w, h] = [pane.w / pixels, pane.h / pixels];
  return { x: camera.x - w / 2, y: camera.y - h / 2, w, h };
}

/// The viewBox of an SVG that fills the window, for a camera.
export function viewBox(camera: Camera, drawing: Size, pane: Size): string {
  const { x, y, w, h } = seenArea(camera, drawing, pane);
  return [x, y, w, h].map((n) => Math.round(n * 100) / 100).join(' ');
}

/// The place of the drawing under a place of the window, which is counted from the window's corner.
export function under({ x, y }: Point, camera: Camera, drawing: Size, pane: Size): Point {
  const pixels = scale(camera, drawing, pane);
  return { x: camera.x + (x - pane.w / 2) / pixels, y: camera.y + (y - pane.h / 2) / pixels };
}

/// How much around the traces is seen with them, in pixels of the drawing.
const margin = 60;

/// The camera that sees some points from near, with a margin; null for no points.
export function closeUp(points: readonly Point[], drawing: Size, pane: Size): Camera | null {
  if (points.length === 0) return null;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right, top, bottom] = [
    Math.min(...xs) - margin,
    Math.max(...xs) + margin,
    Math.min(...ys) - margin,
    Math.max(...ys) + margin,
  ];
  const zoom = Math.min(pane.w / (right - left), pane.h / (bottom - top)) / scale(fit(drawing), drawing, pane);
  return { zoom: Math.max(least, zoom), x: (left + right) / 2, y: (top + bottom) / 2 };
}

/// A drawing whose scale is below the first number has names that can't be read; a close-up is worth it from the second
/// number on.
const legible = 0.3;
const nearer = 1.5;

/// The camera that sees some points from near, if the whole drawing is too small to be read and near is much nearer;
/// otherwise null.
export function closeUpIfSmall(points: readonly Point[], drawing: Size, pane: Size): Camera | null {
  if (scale(fit(drawing), drawing, pane) >= legible) return null;
  const near = closeUp(points, drawing, pane);
  return near !== null && near.zoom > nearer ? near : null;
}

/// The camera moved to a place of the drawing; the same camera while the place is well in sight.
export function following(camera: Camera, { x, y }: Point, drawing: Size, pane: Size): Camera {
  const pixels = scale(camera, drawing, pane);
  const seen = Math.abs(x - camera.x) * pixels < pane.w * 0.4 && Math.abs(y - camera.y) * pixels < pane.h * 0.4;
  return seen ? camera : { ...camera, x, y };
}
