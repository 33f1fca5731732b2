/// <hop-shortcuts>: the button `?` and the list of shortcuts that it opens, as does the key of that name.

import { html, render } from 'lit';
import type { TemplateResult } from 'lit';
import { keyName, shortcutGroups } from './shortcuts.ts';
import type { Shortcut } from './shortcuts.ts';

/// The element. The list is a dialog of its own.
export class ShortcutsElement extends HTMLElement {
  connectedCallback(): void {
    const mac = /Mac|iPhone|iPad/.test(navigator.platform);
    render(content(mac, () => this.#open(), () => this.#dialog?.close()), this);
    document.addEventListener('keydown', this.#hear);
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#hear);
  }

  get #dialog(): HTMLDialogElement | null {
    return this.querySelector('dialog');
  }

  #open(): void {
    if (this.#dialog?.open === false && this.checkVisibility()) this.#dialog.showModal();
  }

  readonly #hear = (event: KeyboardEvent): void => {
    if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || isWriting(event)) return;
    event.preventDefault();
    this.#open();
  };
}

/// Whether a key is meant for a text that somebody writes. The editor is in a shadow root: the event's own path leads
/// in.
function isWriting(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

function content(mac: boolean, open: () => void, close: () => void): TemplateResult {
  return html`<button type="button" class="help" aria-label="Keyboard shortcuts" aria-keyshortcuts="?" title="Keyboard shortcuts" @click=${open}>?</button>
    <dialog class="shortcuts" aria-labelledby="shortcuts-title">
      <header>
        <h2 id="shortcuts-title">Keyboard shortcuts</h2>
        <button type="button" @click=${close}>Close</button>
      </header>
      ${shortcutGroups.map(
        ({ title, shortcuts }) => html`<section>
          <h3>${title}</h3>
          <dl>
            ${shortcuts.map((shortcut) => row(shortcut, mac))}
          </dl>
        </section>`,
      )}
    </dialog>`;
}

function row({ keys, does }: Shortcut, mac: boolean): TemplateResult {
  return html`<div>
    <dt>${keys.map((chord) => html`<span class="chord">${chord.split(' ').map((key) => html`<kbd>${keyName(key, mac)}</kbd>`)}</span>`)}</dt>
    <dd>${does}</dd>
  </div>`;
}

customElements.define('hop-shortcuts', ShortcutsElement);
