/// The drawing as a file: an SVG that stands by itself, or a PNG.

import { fileName, offer } from '../share/file.ts';
import type { Size } from './camera.ts';

/// The properties of style that a drawing has of its own.
const properties = [
  'fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor',
  'text-decoration-line', 'paint-order',
] as const;

/// How much larger than the drawing its PNG is.
const sharpness = 2;

/// Saves the drawing as SVG.
export function saveSVG(drawing: SVGSVGElement, size: Size, name: string): void {
  offer(fileName(name, 'svg'), new Blob([standalone(drawing, size)], { type: 'image/svg+xml' }));
}

/// Saves the drawing as PNG.
export function savePNG(drawing: SVGSVGElement, size: Size, name: string): void {
  const url = URL.createObjectURL(new Blob([standalone(drawing, size)], { type: 'image/svg+xml' }));
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [size.w * sharpness, size.h * sharpness];
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    canvas.toBlob((blob) => {
      if (blob !== null) offer(fileName(name, 'png'), blob);
    });
  };
  image.src = url;
}

/// The drawing with its styles written into it, whole, on its paper.
export function standalone(drawing: SVGSVGElement, { w, h }: Size): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const [from, to] = [[drawing, ...drawing.querySelectorAll('*')], [copy, ...copy.querySelectorAll('*')]];
  from.forEach((element, index) => write(getComputedStyle(element), to[index]));
  for (const [attribute, value] of [['viewBox', `0 0 ${w} ${h}`], ['width', w], ['height', h]] as const) copy.setAttribute(attribute, String(value));
  copy.querySelectorAll('.packet').forEach((element) => element.remove());
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [attribute, value] of [['width', w], ['height', h], ['fill', getComputedStyle(document.body).backgroundColor]] as const) paper.setAttribute(attribute, String(value));
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy).replaceAll(/<!--.*?-->/g, '');
}

function write(style: CSSStyleDeclaration, element: Element | undefined): void {
  if (element === undefined || element.localName === 'title') return;
  for (const property of properties) {
    const value = style.getPropertyValue(property);
    if (value !== '') element.setAttribute(property === 'text-decoration-line' ? 'text-decoration' : property, value);
  }
  element.removeAttribute('class');
}
