/// A fact as it is cited: its sentence, how sure it is, and the way to its evidence.

import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Fact } from '../engine.ts';

/// What each degree of sureness means.
export const sureness: Readonly<Record<Fact['sureness'], string>> = {
  documented: 'The documentation of the cloud says so.',
  inferred: 'It follows from what the documentation says.',
  practice: 'The documentation is silent; people have seen it.',
};

/// The address of a fact's evidence; `root` leads from the page to the site's root.
export function factAddress(key: string, root: string): string {
  const [page = '', name = ''] = key.split('/');
  return `${root}reference/facts/${page}.html#${name}`;
}

/// How sure a fact is, as a mark and a word.
export function surenessOf(how: Fact['sureness']): TemplateResult {
  return html`<span class="sureness" data-sureness=${how} title=${sureness[how]}>${how}</span>`;
}

/// A fact with the way to its evidence.
export function cited(fact: Fact | undefined, root: string): TemplateResult | undefined {
  if (fact === undefined) return undefined;
  return html`${fact.text} <a class="fact-link" href=${factAddress(fact.key, root)}>${surenessOf(fact.sureness)}</a>`;
}

/// A fact where something rests on it, as the build hands it over; site/reference_facts.go makes it.
export interface CitedFact {
  /// The titles of the clouds in which it does.
  readonly clouds: readonly string[];
  readonly key: string;
  readonly text: string;
}

/// Facts as a list, each with the way to its evidence.
export function citedList(facts: readonly CitedFact[], root: string): TemplateResult {
  return html`<ul class="facts">
    ${facts.map(({ clouds, key, text }) => html`<li><span class="soft">${clouds.join(', ')}:</span> ${text} <a class="fact-link" href=${factAddress(key, root)}>Sources</a></li>`)}
  </ul>`;
}
