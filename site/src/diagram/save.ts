/// The drawing as a file: an SVG that stands by itself, or a PNG. Both are made in parts, with a pause between them, so
/// that the page keeps working while a large one is made.

import { render } from 'lit';
import { fileName, offer } from '../share/file.ts';
import type { Size } from './camera.ts';
import type { Point } from './line.ts';

/// The style properties that are written into a saved drawing.
const properties = [
  'fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray', 'stroke-linecap',
  'stroke-linejoin', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'text-decoration-line', 'paint-order',
] as const;

/// How much larger than the drawing its PNG is at best, and the largest picture that every browser makes: its pixels at
/// a side, and all together.
const sharpness = 2;
const sideLimit = 16_384;
const areaLimit = 16_777_216;

/// How many characters of SVG are turned into an image at once, and how many milliseconds work goes on without a pause.
const sheet = 500_000;
const breath = 20;

/// A drawing to be saved, cloud by cloud.
export interface Picture {
  readonly name: string;
  readonly size: Size;
  readonly clouds: readonly PictureCloud[];
}

/// A cloud of a drawing, in parts that lit draws, from the ground up.
export interface PictureCloud {
  readonly classes: string;
  readonly cloud: string;
  readonly origin: Point;
  readonly parts: readonly unknown[];
}

/// The result of saving a PNG: saved, this much larger than the drawing, or refused by the browser.
export type PNG = { readonly tag: 'saved'; readonly sharpness: number } | { readonly tag: 'refused' };

/// Saves a drawing as SVG. It is drawn in `place`, hidden, so that the page's styles apply.
export async function saveSVG(picture: Picture, place: HTMLElement): Promise<void> {
  const parts = await drawnParts(picture, place);
  offer(fileName(picture.name, 'svg'), new Blob([head(picture.size), ...parts, tail], { type: 'image/svg+xml' }));
}

/// Saves a drawing as PNG, as large as every browser makes one.
export async function savePNG(picture: Picture, place: HTMLElement): Promise<PNG> {
  const scale = largestScale(picture.size);
  const context = emptyPicture(picture.size, scale);
  if (context === null) return { tag: 'refused' };
  const { canvas } = context;
  for (const part of sheets(await drawnParts(picture, place))) {
    const image = await imageOf(`${head(picture.size, part.first)}${part.markup}${tail}`);
    if (image === null) return { tag: 'refused' };
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    await nextTask();
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  if (blob === null) return { tag: 'refused' };
  offer(fileName(picture.name, 'png'), blob);
  return { tag: 'saved', sharpness: scale };
}

/// The words on a saved PNG; empty for one that is as large as the drawing or larger.
export function savedWords(png: PNG): string {
  if (png.tag === 'refused') return 'The browser makes no PNG of this drawing. SVG has all of it.';
  if (png.sharpness >= 1) return '';
  const percent = Math.round(png.sharpness * 100);
  return `The PNG has ${percent} % of the drawing’s size, since not every browser makes a larger one. SVG has all of it.`;
}

/// The largest factor between the drawing and its PNG.
export function largestScale({ w, h }: Size): number {
  return Math.min(sharpness, sideLimit / Math.max(w, h), Math.sqrt(areaLimit / (w * h)));
}

/// A canvas to draw on; null if the browser has no room for it, which shows in the canvas staying empty.
function emptyPicture({ w, h }: Size, scale: number): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.floor(w * scale), Math.floor(h * scale)];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null || canvas.width === 0 || canvas.height === 0) return null;
  context.fillRect(0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data[3] === 255 ? context : null;
}

/// Parts put together into sheets of a size; the first sheet has the paper.
function sheets(parts: readonly string[]): readonly { readonly first: boolean; readonly markup: string }[] {
  const all: string[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (last === undefined || last.length + part.length > sheet) all.push(part);
    else all[all.length - 1] = last + part;
  }
  return all.map((markup, index) => ({ first: index === 0, markup }));
}

function imageOf(svg: string): Promise<HTMLImageElement | null> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  const image = new Image();
  return new Promise<HTMLImageElement | null>((resolve) => {
    image.onload = () => resolve(image);
    image.onerror = () => resolve(null);
    image.src = url;
  }).finally(() => URL.revokeObjectURL(url));
}

const namespace = 'http://www.w3.org/2000/svg';
const tail = '</svg>';

/// The start of an SVG of the drawing's size, with the page's paper or without.
function head({ w, h }: Size, paper = true): string {
  const start = `<svg xmlns="${namespace}" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}">`;
  return paper
    ? `${start}<rect width="${w}" height="${h}" fill="${getComputedStyle(document.body).backgroundColor}"/>`
    : start;
}

/// The parts of a drawing as SVG, with their styles written into them.
async function drawnParts({ clouds }: Picture, place: HTMLElement): Promise<readonly string[]> {
  const stage = document.createElement('div');
  stage.hidden = true;
  place.append(stage);
  const all: string[] = [];
  let since = performance.now();
  try {
    for (const cloud of clouds) {
      const group = groupOn(stage, cloud);
      for (const part of cloud.parts) {
        render(part, group);
        all.push(serialised(group, cloud.origin));
        if (performance.now() - since < breath) continue;
        await nextTask();
        since = performance.now();
      }
    }
  } finally {
    stage.remove();
  }
  return all;
}

/// A group for a cloud's parts, within a drawing, so that the page's styles for drawings apply.
function groupOn(stage: HTMLElement, { classes, cloud }: PictureCloud): SVGGElement {
  const drawing = document.createElementNS(namespace, 'svg');
  drawing.setAttribute('class', 'drawing');
  const group = document.createElementNS(namespace, 'g');
  group.setAttribute('class', classes);
  group.dataset['cloud'] = cloud;
  drawing.append(group);
  stage.replaceChildren(drawing);
  return group;
}

function serialised(group: SVGGElement, { x, y }: Point): string {
  const copy = group.cloneNode(true) as SVGGElement;
  const [from, to] = [[...group.querySelectorAll('*')], [...copy.querySelectorAll('*')]];
  from.forEach((element, index) => write(getComputedStyle(element), to[index]));
  copy.removeAttribute('class');
  copy.setAttribute('transform', `translate(${x} ${y})`);
  return new XMLSerializer().serializeToString(copy).replaceAll(/<!--.*?-->/g, '');
}

/// Gives way to the tasks that wait.
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

function write(style: CSSStyleDeclaration, element: Element | undefined): void {
  if (element === undefined || element.localName === 'title') return;
  for (const property of properties) {
    const value = style.getPropertyValue(property);
    if (value !== '') element.setAttribute(property === 'text-decoration-line' ? 'text-decoration' : property, value);
  }
  element.removeAttribute('class');
}
