/// The gallery: scenarios worth opening, each with its questions and outcomes.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { pageBar } from '../bar.ts';
import { said } from '../isolate.ts';
import { cloudName, outcome } from '../trace/outcome.ts';
import type { GalleryAsked, GalleryEntry } from './gallery.ts';

/// How many questions of a scenario are listed; the others are counted.
const listed = 3;

/// The page of the gallery. `links` are the addresses that open the scenarios, in their order.
export function galleryPage(scenarios: readonly GalleryEntry[], links: readonly string[]): TemplateResult {
  return html`${pageBar('../')}
    <main class="gallery">
      <h1>Scenarios</h1>
      <p class="lesson-summary">From one machine to a company's network. Each opens in the playground, where every line of it is yours to change.</p>
      ${gallery(scenarios, links)}
      <p class="carry">All of this site is also <a href="../hopwise.html" download>one file to take with you</a>. It works without a connection.</p>
    </main>`;
}

function gallery(scenarios: readonly GalleryEntry[], links: readonly string[]): TemplateResult {
  return html`<ol class="lesson-list" role="list">
    ${scenarios.map((scenario, index) => entry(scenario, index + 1, links[index] ?? ''))}
  </ol>`;
}

function entry({ slug, title, notes, questions }: GalleryEntry, number: number, link: string): TemplateResult {
  const rest = questions.length - listed;
  return html`<li id=${slug}>
    <a href=${link}><span class="lesson-number">${number}</span> <bdi>${title}</bdi></a>
    ${notes.map((note) => html`<p><bdi>${note}</bdi></p>`)}
    <ul class="gallery-questions" aria-label="Questions">
      ${questions.slice(0, listed).map(asked)} ${rest > 0 ? html`<li class="soft">and ${rest} more</li>` : nothing}
    </ul>
  </li>`;
}

function asked({ text, clouds }: GalleryAsked): TemplateResult {
  return html`<li>
    <code>${said(text.replace('->', '→'))}</code>
    ${clouds.map((cloud) => html`<span class="question-outcome">${cloudName(cloud.cloud, cloud.title)} ${outcome(cloud.outcome)}</span>`)}
  </li>`;
}
