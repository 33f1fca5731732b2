/// The bar across the top of a page.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { question } from '../lab/question.ts';
import type { Lab, LabEvent, Share } from '../lab/state.ts';
import { unpackedLimit } from '../link.ts';
import type { Send } from '../store.ts';

/// The playground's bar: name, title, question with its outcomes, and what can be done with the page.
export function bar(lab: Lab, send: Send<LabEvent>, copyLink: () => void): TemplateResult {
  return html`<header class="bar">
    <a class="brand" href="index.html">hopwise</a>
    <h1 class="bar-title">${lab.answer?.title || 'Untitled scenario'}</h1>
    ${question(lab, send)}
    <nav class="bar-actions" aria-label="Hopwise">
      <a class="button" href="lessons/index.html">Lessons</a>
      <a class="button" href="reference/index.html">Reference</a>
      ${share(lab.share, send, copyLink)}
      <hop-scheme class="scripted"></hop-scheme>
    </nav>
  </header>`;
}

function share(state: Share, send: Send<LabEvent>, copyLink: () => void): TemplateResult {
  switch (state.tag) {
    case 'none':
      return html`<button type="button" class="copy scripted" @click=${copyLink}>Copy link</button>`;
    case 'copied':
      return html`<button type="button" class="copy scripted" @click=${copyLink}>✓ Link copied</button>`;
    case 'by-hand':
      return byHand(state.link, send);
    case 'too-large':
      return html`<button type="button" class="copy scripted" @click=${copyLink}>
        Over ${unpackedLimit / 1024} KiB: too large for a link
      </button>`;
  }
}

function byHand(link: string, send: Send<LabEvent>): TemplateResult {
  const selectAll = (event: Event): void => (event.target as HTMLInputElement).select();
  return html`<input class="link-field" type="text" readonly .value=${link} aria-label="Link to this scenario" @focus=${selectAll} />
    <button type="button" @click=${() => send({ tag: 'shared', share: { tag: 'none' } })}>Done</button>`;
}

/// What the live region says of a link that was asked for.
export function shareInWords(state: Share): string | typeof nothing {
  const words = { none: nothing, copied: 'Link copied.', 'by-hand': 'Copy the link from the field.', 'too-large': 'Too large for a link.' } as const;
  return words[state.tag];
}
