/// The pages of the reference: the language, each of its statements, and the reasons.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { pageBar } from '../bar.ts';
import { source } from '../editor/source.ts';
import { citedList } from './fact.ts';
import type { Code, Reason, Reasons } from './reasons.ts';
import type { Argument, Known, Language, Statement, Use } from './reference.ts';
import { table } from './table.ts';

/// The page of the language: how a scenario is written, and every statement by the block that it stands in.
export function languagePage(language: Language): TemplateResult {
  return html`${pageBar('../')}
    <main class="reference">
      <h1>The language</h1>
      <p class="lesson-summary">A scenario describes a network in one cloud or in several, and asks questions of it. It reads like a whiteboard drawing said aloud.</p>
      <div class="prose">
        <h2 id="structure">How it is written</h2>
        <ul>
          <li>A statement is a keyword and its arguments, and for some a block in braces. It ends with its line, or at <code>;</code></li>
          <li><code>#</code> or <code>//</code> starts a comment, which ends with its line.</li>
          <li>A name starts with a letter and goes on in letters, digits, <code>_</code> and single hyphens. Two things that one place could mean have two names: two machines, a machine and a gateway, two groups. A machine and its group may share one. Anything may be named before it is declared.</li>
          <li>The order of statements never matters.</li>
          <li>An argument or a statement that you leave out has the cloud's own default. Hover over a word in the playground, or press F1, to see it.</li>
        </ul>
        <h2 id="statements">Statements</h2>
        ${places(language).map((place) => placeSection(language, place))}
        <p>Findings, which no statement asks for, have <a href="findings/index.html">pages of its own</a>.</p>
        <h2 id="arguments">Arguments</h2>
        <p>In a form, a word in capitals stands for an argument. A part in square brackets may be left out, <code>a|b</code> is one of the two, and an argument followed by <code>[, …]</code> may be a list.</p>
        ${table(['Argument', 'What it is', 'Such as'], language.arguments.map(argumentRow))}
        <h2 id="outcomes">Outcomes</h2>
        ${table(['Outcome', 'What happens'], language.outcomes.map(knownRow))}
        <h2 id="reasons">Reasons</h2>
        <p>Each step of a trace has a reason, which <code>because</code> names: <a href="reasons.html">all reasons</a>, with the facts of each cloud that they follow from.</p>
        <h2 id="facts">Facts</h2>
        <p>The facts about each cloud, with their sources: ${language.facts.map(({ name, text }, index) => html`${index === 0 ? '' : ', '}<a href=${`facts/${name}.html`}>${text}</a>`)}.</p>
        <h2 id="clouds">Clouds</h2>
        ${table(['Word', 'Cloud'], language.clouds.map(knownRow))}
      </div>
    </main>`;
}

/// The page of a statement: a section for each place that it has a meaning in.
export function statementPage({ keyword, uses }: Statement, links: readonly string[]): TemplateResult {
  return html`${pageBar('../../')}
    <main class="reference">
      <p class="soft"><a href="../index.html">The language</a></p>
      <h1><code>${keyword}</code></h1>
      ${uses.map((use, index) => useSection(use, uses[index - 1], links[index] ?? ''))}
    </main>`;
}

function useSection(use: Use, before: Use | undefined, link: string): TemplateResult {
  return html`<section class="use">
    <h2>${inside(use.in)}</h2>
    <p>${use.help}</p>
    <ul class="forms" aria-label="Forms">
      ${use.forms.map((form) => html`<li><code>${form}${use.block ? ' { … }' : ''}</code></li>`)}
    </ul>
    ${use.words.length === 0 ? nothing : html`<div class="prose">${table(['Word', 'Meaning'], use.words.map(knownRow))}</div>`}
    ${use.clouds.length === 0 ? nothing : html`<p class="soft">On ${use.clouds.join(' and ')} only.</p>`}
    ${use.instead.map(({ name, text }) => html`<p class="soft">${name} ${text}.</p>`)}
    ${use.example === before?.example ? html`<p class="soft">The example above has it too, on line ${use.lines.join(', ')}.</p>` : example(use, link)}
  </section>`;
}

function example({ example: text, lines }: Use, link: string): TemplateResult {
  return html`<div class="example">${source(text, new Set(), new Set(lines))}</div>
    <p><a href=${`../../index.html${link}`}>Open in the playground</a></p>`;
}

/// The page of the reasons: for drops, for passes, and from the codes of another analyzer.
export function reasonsPage({ reasons, analyzer, codes }: Reasons, links: readonly string[]): TemplateResult {
  const some = (drops: boolean): readonly TemplateResult[] =>
    reasons.flatMap((reason, index) =>
      reason.drops === drops ? [reasonSection(reason, analyzer, links[index] ?? '')] : [],
    );
  return html`${pageBar('../')}
    <main class="reference">
      <p class="soft"><a href="index.html">The language</a></p>
      <h1>Reasons</h1>
      <p class="lesson-summary">Each step of a trace says why it drops a packet or lets it pass. A key never changes: links and scenarios name it.</p>
      <div class="prose">
        <h2 id="dropped">Why a packet is dropped or refused</h2>
        ${some(true)}
        <h2 id="passed">Why a packet passes</h2>
        ${some(false)}
        <h2 id="codes">From ${analyzer}</h2>
        <p>Its codes and the reasons for the same here. The analyzer looks at the configuration of an account; a code that a scenario can't come to has no reason.</p>
        ${table(['Code', 'Reason'], codes.map(codeRow))}
      </div>
    </main>`;
}

function reasonSection({ key, title, facts, codes }: Reason, analyzer: string, link: string): TemplateResult {
  return html`<section class="reason" id=${key}>
    <h3><code>${key}</code></h3>
    <p>${title.charAt(0).toUpperCase()}${title.slice(1)}.</p>
    ${citedList(facts, '../')}
    ${codes.length === 0 ? nothing : html`<p class="soft">${analyzer}: ${codes.map((code, index) => html`${index === 0 ? '' : ', '}<code>${code}</code>`)}</p>`}
    <p><a href=${`../index.html${link}`}>Open an example of ${key}</a></p>
  </section>`;
}

function codeRow({ code, reasons, why }: Code): readonly TemplateResult[] {
  const named = reasons.map(
    (reason, index) => html`${index === 0 ? '' : ', '}<a href=${`#${reason}`}><code>${reason}</code></a>`,
  );
  return [html`<code>${code}</code>`, reasons.length === 0 ? html`None: ${why}.` : html`${named}`];
}

/// The blocks in the order in which the first statement of each comes.
function places({ statements }: Language): readonly string[] {
  return [...new Set(statements.flatMap(({ uses }) => uses.flatMap((use) => use.in)))];
}

function placeSection({ statements }: Language, place: string): TemplateResult {
  const rows = statements.flatMap(({ keyword, uses }) =>
    uses
      .filter((use) => use.in.includes(place))
      .map(
        (use) =>
          [
            html`<a href=${`${keyword}/index.html`}><code>${called(keyword, use)}</code></a>`,
            html`${use.help}${onClouds(use)}`,
          ] as const,
      ),
  );
  return html`<h3>${inside([place])}</h3>
    ${table(['Statement', 'Meaning'], rows)}`;
}

/// A statement's keyword; the form of a line without a keyword.
function called(keyword: string, { forms: [form = ''] }: Use): string {
  return form.startsWith(keyword) ? keyword : form;
}

/// "At the top level", "In a vpc".
function inside(places: readonly string[]): string {
  return listed(places).replace(/^(?:the top level)?/, (top) => (top === '' ? 'In ' : `At ${top}`));
}

function onClouds({ clouds }: Use): TemplateResult | typeof nothing {
  return clouds.length === 0 ? nothing : html` <span class="soft">${clouds.join(', ')}</span>`;
}

function argumentRow({ word, noun, example: text }: Argument): readonly TemplateResult[] {
  return [html`<code>${word}</code>`, html`${noun}`, html`<code>${text}</code>`];
}

function knownRow({ name, text }: Known): readonly TemplateResult[] {
  return [html`<code>${name}</code>`, html`${text}`];
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
