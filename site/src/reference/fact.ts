/// A citation of a fact: its sentence, its sureness, and a link to its evidence.

import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Fact } from '../contract.ts';

/// The sureness of a fact, or of a source.
export type Sureness = Fact['sureness'];

/// The meaning of each degree of sureness.
const sureness: Readonly<Record<Sureness, string>> = {
  documented: 'The documentation of the cloud says so.',
  inferred: 'It follows from the documentation of the cloud.',
  practice: 'The documentation is silent; people have seen it.',
};

/// The address of a fact's evidence; `root` leads from the page to the site's root.
export function factAddress(key: string, root: string): string {
  const [page = '', name = ''] = key.split('/');
  return `${root}reference/facts/${page}.html#${name}`;
}

/// A sureness as a mark and a word.
export function surenessOf(how: Sureness): TemplateResult {
  return html`<span class="sureness" data-sureness=${how} title=${sureness[how]}>${how}</span>`;
}

/// A fact with a link to its evidence.
export function cited(fact: Fact | undefined, root: string): TemplateResult | undefined {
  if (fact === undefined) return undefined;
  return html`${fact.text} <a class="fact-link" href=${factAddress(fact.key, root)}>${surenessOf(fact.sureness)}</a>`;
}

/// A fact that something rests on, as the build hands it over; site/reference_facts.go makes it.
export interface CitedFact {
  /// The titles of the clouds in which it holds.
  readonly clouds: readonly string[];
  readonly key: string;
  readonly text: string;
}

/// Facts as a list, each with a link to its evidence.
export function citedList(facts: readonly CitedFact[], root: string): TemplateResult {
  return html`<ul class="facts">
    ${facts.map(({ clouds, key, text }) => html`<li><span class="soft">${clouds.join(', ')}:</span> ${text} <a class="fact-link" href=${factAddress(key, root)}>Sources</a></li>`)}
  </ul>`;
}
