/// <hop-divider>: the line between two panes. It is dragged, moved by the arrow keys, and put back by a double-click or
/// by Enter. The browser keeps its place.

import { browserShelf } from '../shelf.ts';
import { afterKey, bounded, divisions, least, most } from './divide.ts';
import type { Division, DivisionName } from './divide.ts';

/// The element; `data-divides` is the name of its division.
export class DividerElement extends HTMLElement {
  #part = 0;

  connectedCallback(): void {
    const name = this.dataset['divides'] as DivisionName;
    const division = divisions[name];
    this.#describe(division);
    this.#put(bounded(Number(browserShelf.get(keptAs(name)) ?? division.initial), division), division);
    this.addEventListener('keydown', (event) => this.#press(event, division));
    this.addEventListener('pointerdown', (event) => this.#grasp(event));
    this.addEventListener('pointermove', (event) => this.#drag(event, division));
    this.addEventListener('dblclick', () => this.#move(division.initial, division));
  }

  #describe({ axis, label }: Division): void {
    this.tabIndex = 0;
    this.setAttribute('role', 'separator');
    this.setAttribute('aria-label', label);
    this.setAttribute('aria-orientation', axis === 'x' ? 'vertical' : 'horizontal');
    this.setAttribute('aria-valuemin', String(least));
    this.setAttribute('aria-valuemax', String(most));
  }

  #press(event: KeyboardEvent, division: Division): void {
    const part = afterKey(event.key, this.#part, division);
    if (part === null) return;
    event.preventDefault();
    this.#move(part, division);
  }

  #grasp(event: PointerEvent): void {
    event.preventDefault();
    this.focus();
    this.setPointerCapture(event.pointerId);
  }

  #drag({ pointerId, clientX, clientY }: PointerEvent, division: Division): void {
    const [whole, first] = [this.parentElement?.getBoundingClientRect(), this.#first()?.getBoundingClientRect()];
    if (!this.hasPointerCapture(pointerId) || whole === undefined || first === undefined) return;
    const part = division.axis === 'x' ? (clientX - first.left) / whole.width : (clientY - first.top) / whole.height;
    this.#move(bounded(part * 100, division), division);
  }

  /// The pane before the line. Another divider, for another width of the window, may stand between them.
  #first(): Element | null {
    let before = this.previousElementSibling;
    while (before instanceof DividerElement) before = before.previousElementSibling;
    return before;
  }

  #move(part: number, division: Division): void {
    this.#put(part, division);
    browserShelf.set(keptAs(this.dataset['divides'] as DivisionName), String(part));
  }

  #put(part: number, { axis }: Division): void {
    this.#part = part;
    const words = `${Math.round(part)} percent of the ${axis === 'x' ? 'width' : 'height'}`;
    this.setAttribute('aria-valuenow', String(Math.round(part)));
    this.setAttribute('aria-valuetext', words);
    this.parentElement?.style.setProperty(`--${this.dataset['divides'] ?? ''}`, `${part}%`);
  }
}

function keptAs(name: DivisionName): string {
  return `hopwise.divider.${name}`;
}

customElements.define('hop-divider', DividerElement);
