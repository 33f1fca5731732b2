/// <hop-scheme>: the switch between light and dark.

import { html, render } from 'lit';
import { chooseScheme, schemeInForce } from './scheme.ts';
import type { Scheme } from './scheme.ts';

const others: Readonly<Record<Scheme, Scheme>> = { light: 'dark', dark: 'light' };

/// The element. Its button names the scheme that it leads to.
export class SchemeElement extends HTMLElement {
  connectedCallback(): void {
    this.#draw();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#draw());
  }

  #draw(): void {
    const other = others[schemeInForce()];
    const choose = (): void => {
      chooseScheme(other);
      this.#draw();
    };
    render(
      html`<button type="button" @click=${choose} aria-label=${`Switch to ${other}`}>${other === 'dark' ? 'Dark' : 'Light'}</button>`,
      this,
    );
  }
}

customElements.define('hop-scheme', SchemeElement);
