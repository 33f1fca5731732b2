/// The page of the notices: the work of others in Hopwise, and its licences; and the link to it.

import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { pageBar } from '../bar.ts';

/// A piece of work with its licence, as the build hands it over; site/notices.go reads it from what was bundled.
export interface Notice {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/// The page. Pieces with the same licence text share one section.
export function noticesPage(notices: readonly Notice[]): TemplateResult {
  return html`${pageBar('')}
    <main class="reference">
      <h1>Licences</h1>
      <p class="lesson-summary">Hopwise, and the work of others that it brings to your browser.</p>
      ${sameWords(notices).map(
        ({ names, licence }) => html`<section class="use">
          <h2>${names.join(', ')}</h2>
          <pre class="licence" tabindex="0">${licence}</pre>
        </section>`,
      )}
    </main>`;
}

/// The quiet end of a page; `root` leads from the page to the site's root.
export function foot(root: string): TemplateResult {
  return html`<footer class="foot"><a href=${`${root}notices.html`}>Licences</a></footer>`;
}

function sameWords(
  notices: readonly Notice[],
): readonly { readonly names: readonly string[]; readonly licence: string }[] {
  const byWords = new Map<string, string[]>();
  for (const { name, version, licence } of notices) {
    const names = byWords.get(licence) ?? [];
    names.push(version === '' ? name : `${name} ${version}`);
    byWords.set(licence, names);
  }
  return [...byWords].map(([licence, names]) => ({ names, licence }));
}
