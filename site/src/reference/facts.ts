/// The pages of the evidence: what each cloud does, with its sources.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { pageBar } from '../bar.ts';

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

/// Something that a cloud does; `name` is its anchor, and `moved` says what the cloud does by now where a verdict has yet to follow.
export interface Fact {
  readonly name: string;
  readonly text: string;
  readonly moved: string;
  readonly sources: readonly FactSource[];
}

/// Where a fact can be read, or what it is concluded from; the address is empty where it is unknown.
export interface FactSource {
  readonly sureness: string;
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
      <p class="lesson-summary">${intro}</p>
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
    <p>${text}</p>
    <ul>
      ${sources.map(cited)}
    </ul>
    ${moved === '' ? nothing : html`<p class="soft">Changed since; verdicts have yet to follow: ${moved}</p>`}
  </article>`;
}

function cited({ sureness, title, address, rest }: FactSource): TemplateResult {
  const named = address === '' ? html`${title}` : html`<a href=${address} rel="noopener noreferrer">${title}</a>`;
  return html`<li><span class="soft">${sureness}:</span> ${named}, ${rest}</li>`;
}
