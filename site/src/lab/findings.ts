/// The list of findings: the errors in the text, the expectations that fail, and the engine's findings in the scenario.
/// Each leads to its place, and some have a button that mends them.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Answer, Diagnostic, Finding, Fix, Severity, Statement } from '../contract.ts';
import { said } from '../isolate.ts';
import { longList } from '../long.ts';
import { factAddress } from '../reference/fact.ts';
import type { Send } from '../store.ts';
import { repairs } from './state.ts';
import type { Lab, LabEvent } from './state.ts';

/// A line of the list.
interface Item {
  readonly severity: Severity;
  readonly place: { readonly from: number; readonly to: number; readonly line: number };
  /// "12:5", or the line alone.
  readonly where: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly fixes?: readonly Fix[] | undefined;
  /// The code of a finding, and the managed rule that finds the same.
  readonly code?: string;
  readonly audit?: string | undefined;
  /// The key of the fact that it rests on.
  readonly fact?: string | undefined;
}

const marks: Readonly<Record<Severity, string>> = { error: '✕', warning: '!', note: '·' };

/// The list of the newest answer.
export function findings(lab: Lab, send: Send<LabEvent>): TemplateResult {
  const all = lab.answer === null ? [] : items(lab.answer);
  const unlisted = lab.answer?.unlisted ?? 0;
  return html`<section class="findings" aria-label="Findings">
    <h2 class="findings-title">${count(lab.answer)}${notes(all)}${unlisted === 0 ? '' : `, and ${unlisted} more`}</h2>
    <ul>
      ${longList(all, (item) => listed(item, lab.root, send))}
      ${unlisted === 0 ? nothing : html`<li class="finding soft">and ${unlisted} more, which are not listed here</li>`}
    </ul>
  </section>`;
}

/// Whether there is anything to list.
export function isListed(answer: Answer | null): boolean {
  return answer !== null && items(answer).length > 0;
}

/// The number of findings in words; without a number before the first answer. Notes need no mending and don't count.
export function count(answer: Answer | null): string {
  if (answer === null) return 'Findings';
  const found = items(answer).filter(({ severity }) => severity !== 'note').length;
  if (found === 0) return 'No findings';
  return found === 1 ? '1 finding' : `${found} findings`;
}

/// The number of notes, behind that of findings.
function notes(all: readonly Item[]): string {
  const found = all.filter(({ severity }) => severity === 'note').length;
  if (found === 0) return '';
  return found === 1 ? ', 1 note' : `, ${found} notes`;
}

/// The items in order: errors in the text first, since mending them may change the rest.
function items({ diagnostics, statements, findings: found }: Answer): readonly Item[] {
  return [...diagnostics.map(diagnosed), ...statements.filter(({ holds }) => !holds).map(failed), ...found.map(remark)];
}

function diagnosed(diagnostic: Diagnostic): Item {
  const { severity, line, column, message, hint, fact } = diagnostic;
  return { severity, place: diagnostic, where: `${line}:${column}`, message, hint, fixes: repairs(diagnostic), fact };
}

function failed(statement: Statement): Item {
  return { severity: 'warning', place: statement, where: `${statement.line}`, message: statement.mismatch ?? '' };
}

function remark(finding: Finding): Item {
  const { severity, line, column, message, hint, code, audit, fact } = finding;
  return { severity, place: finding, where: `${line}:${column}`, message, hint, fixes: repairs(finding), code, audit, fact };
}

function listed(
  { severity, place, where, message, hint, fixes = [], code, audit, fact }: Item,
  root: string,
  send: Send<LabEvent>,
): TemplateResult {
  return html`<li class="finding" data-severity=${severity}>
    <button type="button" class="finding-place" @click=${() => send({ tag: 'finding', place })}>
      <span class="mark" aria-hidden="true">${marks[severity]}</span><span class="for-ears">${severity}:</span>
      <span class="finding-line">line ${where}</span>
      <span>${said(message)}${hint === undefined ? nothing : html` <span class="soft">${said(hint)}</span>`}</span>
    </button>
    ${fixes.map((fix) => html`<button type="button" @click=${() => send({ tag: 'fix', fix })}>${said(fix.title)}</button>`)}
    ${fact === undefined ? nothing : html`<a class="fact-link soft" href=${factAddress(fact, root)}>Why this is so</a>`}
    ${code === undefined ? nothing : html`<span class="finding-code soft" title=${audit === undefined ? nothing : `The cloud's own audit finds it by ${audit}`}><a href=${`${root}reference/findings/${code}/index.html`}><code>${code}</code></a></span>`}
  </li>`;
}
