/// The camera: which place of the drawing lies in the middle of the window, and at what zoom.

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

/// The viewBox of an SVG that fills the window, for a camera.
export function viewBox(camera: Camera, drawing: Size, pane: Size): string {
  const pixels = scale(camera, drawing, pane);
  const [w, h] = [pane.w / pixels, pane.h / pixels];
  return [camera.x - w / 2, camera.y - h / 2, w, h].map((n) => Math.round(n * 100) / 100).join(' ');
}
