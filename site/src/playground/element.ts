/// <hop-playground>: the playground's store, mounted on the page.

import { render } from 'lit';
import { assistWith } from '../editor/assistant.ts';
import { keepAsking } from '../lab/asking.ts';
import { browserShelf, keep, recall } from '../lab/kept.ts';
import { exampleLab, linkedOf, reduce } from '../lab/state.ts';
import type { Lab, LabEvent } from '../lab/state.ts';
import { open, seal } from '../link.ts';
import { pageData } from '../page.ts';
import type { Scene } from '../page.ts';
import { startEngine } from '../spawn.ts';
import { createStore } from '../store.ts';
import type { Store } from '../store.ts';
import { playground } from './playground.ts';

const engine = startEngine();
assistWith(engine);

/// How long the button says that the link was copied, in milliseconds.
const confirmation = 2500;

/// The element; what was drawn inside it at build time is drawn over at once.
export class PlaygroundElement extends HTMLElement {
  connectedCallback(): void {
    const data = pageData();
    if (data.kind === 'playground') start(this, data.scene);
  }
}

function start(container: HTMLElement, { answer, ...example }: Scene): void {
  const store = createStore(reduce, exampleLab(example, answer));
  recallInto(store);
  const copyLink = (): void => void share(store);
  const draw = (lab: Lab): void => void render(playground(lab, store.send, copyLink), container);
  container.replaceChildren();
  draw(store.state());
  store.subscribe(draw);
  store.subscribe((lab, before) => keepOwn(lab, before));
  keepAsking(store, engine, 'playground');
  void openFragment(store);
  addEventListener('hashchange', () => void openFragment(store));
}

function recallInto(store: Store<Lab, LabEvent>): void {
  const { own, other } = recall(browserShelf());
  if (own !== null) store.send({ tag: 'recalled', own, other });
}

function keepOwn(lab: Lab, before: Lab): void {
  if (lab.shown === before.shown && lab.other === before.other && lab.origin === before.origin) return;
  keep(browserShelf(), lab);
  // The address would bring the link's text back at a reload, and not what the visitor made of it.
  if (before.origin === 'link' && lab.origin !== 'link') history.replaceState(null, '', location.pathname + location.search);
}

async function openFragment(store: Store<Lab, LabEvent>): Promise<void> {
  const opened = await open(location.hash);
  if (opened.tag === 'scenario') store.send({ tag: 'opened', linked: opened.linked });
  if (opened.tag === 'refused') store.send({ tag: 'refused', why: opened.why });
}

async function share(store: Store<Lab, LabEvent>): Promise<void> {
  const fragment = await seal(linkedOf(store.state()));
  if (fragment === null) {
    store.send({ tag: 'shared', share: { tag: 'too-large' } });
    return;
  }
  const link = new URL(fragment, location.href).href;
  try {
    await navigator.clipboard.writeText(link);
    store.send({ tag: 'shared', share: { tag: 'copied' } });
    setTimeout(() => fallSilent(store), confirmation);
  } catch {
    store.send({ tag: 'shared', share: { tag: 'by-hand', link } });
  }
}

function fallSilent(store: Store<Lab, LabEvent>): void {
  if (store.state().share.tag === 'copied') store.send({ tag: 'shared', share: { tag: 'none' } });
}

customElements.define('hop-playground', PlaygroundElement);
