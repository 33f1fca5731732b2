/// <hop-embed>: a scenario in a frame of another site's page, read from the frame's address. It keeps nothing, and
/// reads nothing that the visitor keeps here.

import { render } from 'lit';
import { linesOf, sourceBlock, sourceSlice } from '../editor/source.ts';
import { keepAsking } from '../lab/asking.ts';
import { exampleLab, reduce } from '../lab/state.ts';
import type { Lab } from '../lab/state.ts';
import { open } from '../link.ts';
import type { Linked } from '../linked.ts';
import { startEngine } from '../spawn.ts';
import { createStore } from '../store.ts';
import { embed, embedRefused } from './embed.ts';

/// The element. Another fragment in the frame's address restarts it.
export class EmbedElement extends HTMLElement {
  connectedCallback(): void {
    addEventListener('hashchange', () => location.reload());
    void show(this);
  }
}

async function show(container: HTMLElement): Promise<void> {
  const home = new URL(`index.html${location.hash}`, location.href).href;
  const opened = await open(location.hash);
  container.replaceChildren();
  if (opened.tag === 'scenario') start(container, opened.linked, home);
  else render(embedRefused(opened.tag === 'refused' ? opened.why : null, home), container);
}

function start(container: HTMLElement, linked: Linked, home: string): void {
  const empty = exampleLab({ text: '', question: 0 }, null);
  const store = createStore(reduce, reduce(empty, { tag: 'opened', linked }));
  const total = linesOf(linked.text).length;
  let lines = sourceSlice;
  const draw = (lab: Lab): void => void render(embed(lab, store.send, home, lines), container);
  const more = (): void => {
    draw(store.state());
    lines += sourceBlock;
    if (lines < total + sourceBlock) requestAnimationFrame(more);
  };
  keepAsking(store, startEngine(), 'embed');
  more();
  store.subscribe(draw);
}

customElements.define('hop-embed', EmbedElement);
