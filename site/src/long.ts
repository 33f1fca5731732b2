/// A list that may be too long to be laid out at once: it is drawn as far as it was asked for.

import { html, nothing } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive } from 'lit/directive.js';

/// So many items are drawn at first, and at each wish for more.
export const page = 200;

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

/// The items of a list, the first ones and those that are always to be seen, with a button among them for more.
export function longList<T>(items: readonly T[], draw: (item: T) => unknown, always: (item: T) => boolean = () => false): unknown {
  return items.length <= page ? items.map(draw) : long(items, draw as (item: unknown) => unknown, always as (item: unknown) => boolean);
}
