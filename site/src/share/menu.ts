/// The menu *Share* for the shown scenario, and the field to copy from by hand.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Lab, LabEvent, Share, Shared } from '../lab/state.ts';
import { unpackedLimit } from '../link.ts';
import type { Send } from '../store.ts';

/// The page's actions with the clipboard and with files.
export interface Acts {
  readonly copy: (what: Shared) => void;
  readonly download: () => void;
  readonly openFile: (file: File) => void;
  /// Tries again to keep the visitor's text.
  readonly keep: () => void;
}

const verbs: Readonly<Record<Shared, string>> = {
  link: 'Copy link',
  markdown: 'Copy as Markdown',
  embed: 'Embed in a page',
};
const done: Readonly<Record<Shared, string>> = {
  link: 'Link copied',
  markdown: 'Markdown copied',
  embed: 'Embed code copied',
};
const tooLarge = `Over ${unpackedLimit / 1024} KiB: too large for a link`;

/// The button that copies the link.
export function copyButton({ share }: Lab, acts: Acts): TemplateResult {
  return html`<button type="button" class="copy" @click=${() => acts.copy('link')}>${shareLabel('link', share)}</button>`;
}

/// The button *Share* and its menu.
export function shareMenu({ share }: Lab, acts: Acts): TemplateResult {
  const whats: readonly Shared[] = ['link', 'markdown', 'embed'];
  return html`<button type="button" popovertarget="share">Share</button>
    <div class="menu" id="share" popover role="group" aria-label="Share">
      ${whats.map((what) => html`<button type="button" class="menu-item" data-shares=${what} @click=${() => acts.copy(what)}>${shareLabel(what, share)}</button>`)}
      ${share.tag === 'copied' && share.what === 'embed' ? field(share.what, share.content) : nothing}
      <button type="button" class="menu-item" data-shares="file" @click=${acts.download}>Download as a file</button>
      <p class="menu-note">A link holds the whole scenario behind the #, which no server is sent.</p>
    </div>`;
}

/// The content to copy by hand, while the clipboard is closed to the page.
export function byHand({ share }: Lab, send: Send<LabEvent>): TemplateResult | typeof nothing {
  if (share.tag !== 'by-hand') return nothing;
  return html`<div class="notice">
    <p>The clipboard is closed to this page. Copy from the field.</p>
    ${field(share.what, share.content)}
    <button type="button" @click=${() => send({ tag: 'shared', share: { tag: 'none' } })}>Done</button>
  </div>`;
}

/// The live region's sentence about the last request.
export function shareInWords(share: Share): string | typeof nothing {
  switch (share.tag) {
    case 'none':
      return nothing;
    case 'copied':
      return `${done[share.what]}.`;
    case 'by-hand':
      return 'Copy from the field.';
    case 'too-large':
      return 'Too large for a link.';
  }
}

/// The words on a button that copies something.
export function shareLabel(what: Shared, share: Share): string {
  if (share.tag === 'copied' && share.what === what) return `✓ ${done[what]}`;
  return share.tag === 'too-large' && what !== 'markdown' ? tooLarge : verbs[what];
}

const names: Readonly<Record<Shared, string>> = {
  link: 'Link to this scenario',
  markdown: 'This scenario as Markdown',
  embed: 'Code of the frame',
};

function field(what: Shared, content: string): TemplateResult {
  const selectAll = (event: Event): void => (event.target as HTMLTextAreaElement).select();
  return html`<textarea class="share-field" readonly rows="3" .value=${content} aria-label=${names[what]} @focus=${selectAll}></textarea>`;
}
