/// The pages of the findings: the list, and a page for each with one scenario that shows it and one that is mended.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { pageBar } from '../bar.ts';
import { source } from '../editor/source.ts';
import { citedList } from './fact.ts';
import type { CitedFact } from './fact.ts';
import type { Known } from './reference.ts';
import { table } from './table.ts';

/// A finding as the build hands it over; site/reference_findings.go makes it from the engine's own catalogue.
export interface FindingDoc {
  readonly code: string;
  readonly severity: 'warning' | 'note';
  readonly title: string;
  /// Its meaning, and why it matters.
  readonly meaning: string;
  readonly matter: string;
  /// The managed rules of each cloud's own audit that find the same; the text is empty for no known rule.
  readonly audits: readonly Known[];
  /// The facts that it rests on.
  readonly facts: readonly CitedFact[];
  /// A scenario that shows it on these lines.
  readonly shows: string;
  readonly lines: readonly number[];
  readonly mended: string;
}

/// The list of findings.
export function findingsPage(findings: readonly FindingDoc[]): TemplateResult {
  return html`${pageBar('../../')}
    <main class="reference">
      <p class="soft"><a href="../index.html">The language</a></p>
      <h1>Findings</h1>
      <p class="lesson-summary">
        Remarks that Hopwise makes on a scenario unasked. A warning is legal and probably a mistake; a note is worth
        knowing. <code>expect finding CODE at NAME</code> and <code>expect no finding</code> hold a scenario to it.
      </p>
      <div class="prose">
        ${table(
          ['Finding', 'What is found', 'Severity'],
          findings.map(({ code, title, severity }) => [
            html`<a href=${`${code}/index.html`}><code>${code}</code></a>`,
            html`${title}`,
            html`${severity}`,
          ]),
        )}
      </div>
    </main>`;
}

/// The page of a finding; `links` are the fragments that open its two scenarios in the playground.
export function findingPage(finding: FindingDoc, links: readonly string[]): TemplateResult {
  const { code, severity, title, meaning, matter, audits, facts, shows, lines, mended } = finding;
  return html`${pageBar('../../../')}
    <main class="reference">
      <p class="soft"><a href="../index.html">Findings</a></p>
      <h1><code>${code}</code></h1>
      <p class="lesson-summary">${title} <span class="soft">A ${severity}.</span></p>
      <section class="use">
        <h2>What it means</h2>
        <p>${meaning}</p>
      </section>
      <section class="use">
        <h2>Why it matters</h2>
        <p>${matter}</p>
      </section>
      <section class="use">
        <h2>What it rests on</h2>
        ${citedList(facts, '../../../')}
      </section>
      ${example('Where it is found', shows, lines, links[0])} ${example('Mended', mended, [], links[1])}
      <section class="use">
        <h2>In the cloud's own audit</h2>
        <p>${audited(audits)}</p>
        <ul>
          ${audits.map(({ name, text }) => html`<li>${name}: ${text === '' ? html`<span class="soft">no managed rule known to find the same</span>` : html`<code>${text}</code>`}</li>`)}
        </ul>
      </section>
    </main>`;
}

function audited(audits: readonly Known[]): string {
  return audits.some(({ text }) => text !== '')
    ? "A managed rule of the cloud's configuration audit that finds the same, or a part of it:"
    : "The clouds' configuration audits look at one setting at a time, and this takes several.";
}

function example(heading: string, text: string, lines: readonly number[], link: string | undefined): TemplateResult {
  return html`<section class="use">
    <h2>${heading}</h2>
    <div class="example">${source(text, new Set(), new Set(lines))}</div>
    ${link === undefined ? nothing : html`<p><a href=${`../../../index.html${link}`}>Open in the playground</a></p>`}
  </section>`;
}
