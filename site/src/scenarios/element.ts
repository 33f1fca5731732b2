/// <hop-scenarios>: the menu of scenarios, a popover that draws itself when it is opened.

import { render } from 'lit';
import { ownOf } from '../lab/state.ts';
import type { Lab, LabEvent } from '../lab/state.ts';
import { browserShelf } from '../shelf.ts';
import type { Send } from '../store.ts';
import type { Choices } from './menu.ts';
import { forgotten, readRecent, writeRecent } from './recent.ts';
import type { Recent } from './recent.ts';

/// The element. The view that draws it sets its properties.
export class ScenariosElement extends HTMLElement {
  #view: typeof import('./menu.ts') | null = null;
  lab: Lab | null = null;
  send: Send<LabEvent> = () => undefined;
  openFile: (file: File) => void = () => undefined;
  freed: () => void = () => undefined;

  connectedCallback(): void {
    this.addEventListener('beforetoggle', (event) => {
      if (event.newState === 'open') void this.#draw('');
    });
  }

  /// The list is read anew each time: another tab may have changed it. A loaded view draws at once, so that the list
  /// does not change under a click.
  async #draw(said: string): Promise<void> {
    this.#view ??= await import('./menu.ts');
    render(this.#view.menu(readRecent(browserShelf), this.#choices(), said), this);
  }

  #choices(): Choices {
    return {
      openFile: (file) => {
        this.hidePopover();
        this.openFile(file);
      },
      open: (recent) => this.#open(recent),
      forget: (recent) => void this.#forget(recent),
      forgetAll: () => void this.#keep([], 'Recent scenarios deleted.'),
    };
  }

  #open({ text, question }: Recent): void {
    this.hidePopover();
    if (this.lab === null || (this.lab.origin === 'own' && this.lab.shown.text === text)) return;
    this.send({ tag: 'recalled', own: { text, question }, other: ownOf(this.lab) });
  }

  async #forget(recent: Recent): Promise<void> {
    const list = readRecent(browserShelf);
    const at = list.findIndex(({ text }) => text === recent.text);
    await this.#keep(forgotten(list, recent), `Deleted ${recent.title || 'untitled scenario'}.`);
    const rest = this.querySelectorAll<HTMLElement>('.recent-delete');
    (rest[Math.min(at, rest.length - 1)] ?? this.querySelector('button'))?.focus();
  }

  async #keep(list: readonly Recent[], said: string): Promise<void> {
    writeRecent(browserShelf, list);
    this.freed();
    await this.#draw(said);
    if (list.length === 0) this.querySelector('button')?.focus();
  }
}

customElements.define('hop-scenarios', ScenariosElement);
