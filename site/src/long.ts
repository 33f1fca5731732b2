/// Lists that may be too long to be laid out at once: drawn page by page on request, or frame by frame.

import { html, isServer, nothing } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive } from 'lit/directive.js';

/// How many items are drawn at first, and at each request for more.
export const page = 100;

class LongList extends AsyncDirective {
  #most = page;

  override render<T>(items: readonly T[], draw: (item: T) => unknown, always: (item: T) => boolean): unknown {
    const rest = items.slice(this.#most);
    const more = (): void => {
      this.#most += page;
      this.setValue(this.render(items, draw, always));
    };
    const button = html`<li class="long-more"><button type="button" @click=${more}>Show ${Math.min(page, rest.length)} more of ${rest.length}</button></li>`;
    return [items.slice(0, this.#most).map(draw), rest.length === 0 ? nothing : button, rest.filter(always).map(draw)];
  }
}

const long = directive(LongList);

/// The first items of a list and those that are always shown, with a button among them for more.
export function longList<T>(
  items: readonly T[],
  draw: (item: T) => unknown,
  always: (item: T) => boolean = () => false,
): unknown {
  return items.length <= page
    ? items.map(draw)
    : long(items, draw as (item: unknown) => unknown, always as (item: unknown) => boolean);
}

class GrowingList extends AsyncDirective {
  #most = page;
  #frame = 0;

  override render<T>(items: readonly T[], draw: (item: T) => unknown, always: (item: T) => boolean): unknown {
    const rest = items.slice(this.#most);
    const more = (): void => {
      this.#most += page;
      if (this.isConnected) this.setValue(this.render(items, draw, always));
    };
    if (!isServer) cancelAnimationFrame(this.#frame);
    if (!isServer && rest.length > 0) this.#frame = requestAnimationFrame(more);
    return [items.slice(0, this.#most).map(draw), rest.filter(always).map(draw)];
  }
}

const growing = directive(GrowingList);

/// All items of a list, drawn within some frames; those that are always shown are there from the first frame on.
export function growingList<T>(items: readonly T[], draw: (item: T) => unknown, always: (item: T) => boolean): unknown {
  return growing(items, draw as (item: unknown) => unknown, always as (item: unknown) => boolean);
}
