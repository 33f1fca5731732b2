/// <hop-editor>: the editor as an element. Until CodeMirror has arrived it shows what was drawn inside it.

import type { Lab, LabEvent } from '../lab/state.ts';
import type { Send } from '../store.ts';
import { focusHop } from '../trace/hop.ts';
import type { TextEditor } from './codemirror.ts';

/// The element. The view that draws it sets `lab` at each change and `send` once.
export class EditorElement extends HTMLElement {
  #lab: Lab | null = null;
  #editor: TextEditor | null = null;
  send: Send<LabEvent> = () => undefined;

  /// The lab whose text is shown.
  set lab(lab: Lab) {
    this.#lab = lab;
    this.#editor?.show(lab);
  }

  connectedCallback(): void {
    if (this.shadowRoot === null) void this.#load();
  }

  async #load(): Promise<void> {
    const { createEditor } = await import('./codemirror.ts');
    if (this.#lab === null || this.shadowRoot !== null) return;
    const root = this.attachShadow({ mode: 'open' });
    this.#editor = createEditor(root, this.#lab, (event) => this.#tell(event));
  }

  /// Moves the keyboard on to the deciding hop when it was asked for from the text.
  #tell(event: LabEvent): void {
    this.send(event);
    if (event.tag === 'decide') focusHop(this.closest('.lab, .live-lab'));
  }
}

customElements.define('hop-editor', EditorElement);
