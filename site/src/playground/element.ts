/// <hop-playground>: the playground's store, mounted on the page.

import { render } from 'lit';
import { assistWith } from '../editor/assistant.ts';
import { keepAsking } from '../lab/asking.ts';
import { keep, recall } from '../lab/kept.ts';
import { exampleLab, inStep, reduce } from '../lab/state.ts';
import type { Lab, LabEvent, Shared } from '../lab/state.ts';
import { open } from '../link.ts';
import { pageData } from '../page.ts';
import type { Scene } from '../scenario.ts';
import { keepRecent } from '../scenarios/keeper.ts';
import { forgetLookedAt } from '../scenarios/recent.ts';
import { takeDrops } from '../share/drop.ts';
import { fileName, readText, save } from '../share/file.ts';
import type { Acts } from '../share/menu.ts';
import { shared } from '../share/share.ts';
import { browserShelf, tabShelf } from '../shelf.ts';
import { startEngine } from '../spawn.ts';
import { createStore } from '../store.ts';
import type { Store } from '../store.ts';
import { playground } from './playground.ts';

const engine = startEngine();
assistWith(engine);

const shelves = { tab: tabShelf, browser: browserShelf };

/// How long the button says that the link was copied, in milliseconds.
const confirmation = 2500;

/// The element. It replaces the content from build time at once.
export class PlaygroundElement extends HTMLElement {
  connectedCallback(): void {
    const data = pageData();
    if (data.kind === 'playground') start(this, data.scene);
  }
}

function start(container: HTMLElement, { answer, ...example }: Scene): void {
  const store = createStore(reduce, exampleLab(example, answer));
  recallInto(store);
  const acts = actsOn(store);
  let drawn = false;
  const draw = (lab: Lab): void => {
    if (drawn) render(playground(lab, store.send, acts), container);
  };
  const begin = (): void => {
    container.replaceChildren();
    drawn = true;
    draw(store.state());
  };
  // A link's scenario is drawn in a task of its own, and no other before it.
  if (location.hash === '') begin();
  keepAsking(store, engine, 'playground');
  store.subscribe(draw);
  store.subscribe((lab, before) => keepOwn(store, lab, before));
  keepRecent(store);
  takeDrops(container, acts.openFile);
  void openFragment(store).finally(() => drawn || begin());
  addEventListener('hashchange', () => void openFragment(store));
  addEventListener('storage', acts.keep);
}

function recallInto(store: Store<Lab, LabEvent>): void {
  const { own, other } = recall(shelves);
  if (own !== null) store.send({ tag: 'recalled', own, other });
}

function keepOwn(store: Store<Lab, LabEvent>, lab: Lab, before: Lab): void {
  if (lab.shown === before.shown && lab.other === before.other && lab.origin === before.origin) return;
  tellKept(store, lab, before);
  // At a reload the address would bring back the link's text instead of the visitor's.
  if (before.origin === 'link' && lab.origin !== 'link') {
    history.replaceState(null, '', location.pathname + location.search);
  }
}

/// Keeps the visitor's own text, and makes room for it by removing scenarios that were only looked at.
function tellKept(store: Store<Lab, LabEvent>, lab: Lab, before: Lab): void {
  const kept = keep(shelves, lab, before) || (forgetLookedAt(browserShelf) && keep(shelves, lab, before));
  // Later listeners are called for this change first.
  if (kept !== lab.kept) queueMicrotask(() => store.send({ tag: 'kept', kept }));
}

/// Tries again to keep the visitor's text.
function keepAgain(store: Store<Lab, LabEvent>): void {
  const lab = store.state();
  if (!lab.kept) tellKept(store, lab, lab);
}

async function openFragment(store: Store<Lab, LabEvent>): Promise<void> {
  const opened = await open(location.hash);
  if (opened.tag === 'scenario') store.send({ tag: 'opened', linked: opened.linked });
  if (opened.tag === 'refused') store.send({ tag: 'refused', why: opened.why });
  // Back from a link to the page without one shows the former scenario again.
  const { origin, other } = store.state();
  if (opened.tag === 'none' && origin === 'link') store.send({ tag: other === null ? 'reset' : 'back' });
}

function actsOn(store: Store<Lab, LabEvent>): Acts {
  return {
    copy: (what) => void copy(store, what),
    download: () => download(store.state()),
    openFile: (file) => void openFile(store, file),
    keep: () => keepAgain(store),
  };
}

async function openFile(store: Store<Lab, LabEvent>, file: File): Promise<void> {
  const content = await readText(file);
  store.send(content.tag === 'text' ? { tag: 'file', text: content.text } : { tag: 'refused', why: content.why });
}

function download(lab: Lab): void {
  save(fileName(inStep(lab) ? (lab.answer?.title ?? '') : ''), lab.shown.text);
}

async function copy(store: Store<Lab, LabEvent>, what: Shared): Promise<void> {
  const content = await shared(what, store.state(), location.href);
  if (content === null) {
    store.send({ tag: 'shared', share: { tag: 'too-large' } });
    return;
  }
  try {
    await navigator.clipboard.writeText(content);
    store.send({ tag: 'shared', share: { tag: 'copied', what, content } });
    setTimeout(() => fallSilent(store, content), confirmation);
  } catch {
    store.send({ tag: 'shared', share: { tag: 'by-hand', what, content } });
  }
}

/// The code of a frame stays to be looked at.
function fallSilent(store: Store<Lab, LabEvent>, content: string): void {
  const { share } = store.state();
  if (share.tag === 'copied' && share.content === content && share.what !== 'embed') {
    store.send({ tag: 'shared', share: { tag: 'none' } });
  }
}

customElements.define('hop-playground', PlaygroundElement);
