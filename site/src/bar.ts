/// The bar across the top of the pages that are read.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

/// The bar of a page. `root` leads from the page to the site's root; `keys` is the list of shortcuts, if any.
export function pageBar(root: string, keys: TemplateResult | typeof nothing = nothing): TemplateResult {
  return html`<header class="bar">
    <a class="brand" href=${`${root}index.html`}>hopwise</a>
    <nav class="bar-actions" aria-label="Hopwise">
      <a class="button wide" href=${`${root}index.html`}>Playground</a>
      <a class="button" href=${`${root}lessons/index.html`}>Lessons</a>
      <a class="button" href=${`${root}gallery/index.html`}>Scenarios</a>
      <a class="button" href=${`${root}reference/index.html`}>Reference</a>
      <hop-scheme class="scripted"></hop-scheme>
      ${keys}
    </nav>
  </header>`;
}
