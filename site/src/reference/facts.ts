/// The pages of the evidence: the facts about each cloud, with their sources.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { pageBar } from '../bar.ts';
import { surenessOf } from './fact.ts';
import type { Sureness } from './fact.ts';

/// A page of facts as the build hands it over; site/reference_facts.go reads it from dsl/facts.
export interface FactsDoc {
  readonly title: string;
  readonly intro: string;
  readonly sections: readonly FactSection[];
}

/// The facts about a subject.
export interface FactSection {
  readonly title: string;
  readonly facts: readonly Fact[];
}

/// Something that a cloud does. `name` is its anchor; `moved` says how the cloud has changed since, if verdicts have
/// yet to follow.
export interface Fact {
  readonly name: string;
  readonly text: string;
  readonly moved: string;
  readonly sources: readonly FactSource[];
}

/// A source: a page that says the fact, or that it follows from. An unknown address is empty.
export interface FactSource {
  readonly sureness: Sureness;
  readonly title: string;
  readonly address: string;
  readonly rest: string;
}

/// The page.
export function factsPage({ title, intro, sections }: FactsDoc): TemplateResult {
  return html`${pageBar('../../')}
    <main class="reference">
      <p class="soft"><a href="../index.html">The language</a></p>
      <h1>${title}: facts</h1>
      <p class="lesson-summary">${inline(intro)}</p>
      ${sections.map(
        (section) => html`<section class="use">
          <h2>${section.title}</h2>
          ${section.facts.map(one)}
        </section>`,
      )}
    </main>`;
}

function one({ name, text, moved, sources }: Fact): TemplateResult {
  return html`<article class="fact" id=${name}>
    <h3><a href=${`#${name}`}><code>${name}</code></a></h3>
    <p>${inline(text)}</p>
    <ul>
      ${sources.map(cited)}
    </ul>
    ${moved === '' ? nothing : html`<p class="soft">Changed since; verdicts have yet to follow: ${inline(moved)}</p>`}
  </article>`;
}

function cited({ sureness, title, address, rest }: FactSource): TemplateResult {
  const named = address === '' ? html`${title}` : html`<a href=${address} rel="noopener noreferrer">${title}</a>`;
  return html`<li>${surenessOf(sureness)}: ${named}, ${inline(rest)}</li>`;
}

/// Code in backticks and links: the Markdown that the pages of facts have inside their sentences.
const marked = /`([^`]+)`|\[([^\]]+)\]\((https:[^)\s]+)\)/g;

/// A sentence with its code and its links.
export function inline(text: string): readonly (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let end = 0;
  for (const { 0: whole, 1: code, 2: title = '', 3: address = '', index } of text.matchAll(marked)) {
    parts.push(text.slice(end, index));
    parts.push(code === undefined ? html`<a href=${address} rel="noopener noreferrer">${title}</a>` : html`<code>${code}</code>`);
    end = index + whole.length;
  }
  return [...parts, text.slice(end)];
}
