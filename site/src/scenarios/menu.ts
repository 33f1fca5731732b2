/// The scenarios that can be opened: from a file, from the gallery, and those that the visitor had lately.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { isolated } from '../isolate.ts';
import type { Recent } from './recent.ts';

/// The actions of the menu's buttons.
export interface Choices {
  readonly openFile: (file: File) => void;
  readonly open: (recent: Recent) => void;
  readonly forget: (recent: Recent) => void;
  readonly forgetAll: () => void;
}

const dates = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });

/// The menu's content; `said` names the last action, for a person who listens.
export function menu(list: readonly Recent[], choices: Choices, said: string): TemplateResult {
  return html`<button type="button" class="menu-item" @click=${pick}>Open a file…</button>
    <input type="file" hidden accept=".vpc,.txt,text/plain" @change=${(event: Event) => picked(event, choices)} />
    <a class="menu-item" href="gallery/index.html">Gallery</a>
    <h2 class="menu-title">Recent</h2>
    ${list.length === 0 ? html`<p class="menu-note">None yet. What you write or open is listed here.</p>` : recents(list, choices)}
    <p class="menu-note">Recent scenarios are kept in this browser only. Nothing of them is sent anywhere.</p>
    <p class="for-ears" role="status">${said}</p>`;
}

function recents(list: readonly Recent[], choices: Choices): TemplateResult {
  return html`<ul class="recents">
      ${list.map((recent) => entry(recent, choices))}
    </ul>
    <button type="button" class="menu-item" @click=${choices.forgetAll}>Delete ${list.length === 1 ? 'it' : `all ${list.length}`}</button>`;
}

function entry(recent: Recent, choices: Choices): TemplateResult {
  return html`<li class="recent">
    <button type="button" class="menu-item" @click=${() => choices.open(recent)}>
      <span class="recent-title"><bdi>${titleOf(recent)}</bdi></span> ${recent.date === 0 ? nothing : time(new Date(recent.date))}
    </button>
    <button type="button" class="recent-delete" aria-label=${`Delete ${isolated(titleOf(recent))}`} title="Delete" @click=${() => choices.forget(recent)}><span aria-hidden="true">✕</span></button>
  </li>`;
}

function time(date: Date): TemplateResult {
  return html`<time class="soft" datetime=${date.toISOString()}>${dates.format(date)}</time>`;
}

/// The name of a scenario without a title.
export function titleOf({ title }: Recent): string {
  return title === '' ? 'Untitled scenario' : title;
}

function pick(event: Event): void {
  const next = (event.target as HTMLElement).nextElementSibling;
  if (next instanceof HTMLInputElement) next.click();
}

function picked(event: Event, choices: Choices): void {
  const input = event.target as HTMLInputElement;
  const file = input.files?.[0];
  if (file !== undefined) choices.openFile(file);
  input.value = '';
}
