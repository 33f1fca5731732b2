/// A scenario and its outcomes as Markdown for a ticket or a chat, readable before it is rendered and after.
///
/// A person's text stays text wherever it is pasted: it stands in code, in a fence, or in words that no service turns
/// into markup. A backslash is not enough: services look for mentions and addresses after they have read the Markdown.

import type { Answer, Leg, Packet, Question, Step, Trace } from '../contract.ts';
import { isolated, saidText } from '../isolate.ts';
import { marks } from '../trace/hop.ts';
import { outcomeText } from '../trace/outcome.ts';

/// The content of a report. Without an answer it is the scenario alone; the link is null for a scenario that is too
/// large for one.
export interface Report {
  readonly text: string;
  readonly answer: Answer | null;
  readonly link: string | null;
}

/// The report as Markdown.
export function markdown({ text, answer, link }: Report): string {
  const parts = [
    `### ${words(isolated(answer?.title || 'Untitled scenario'))}`,
    ...(answer?.notes ?? []).map((note) => `> ${words(isolated(note))}`),
    ...findings(answer),
    `#### Scenario`,
    fenced(text),
    link === null ? '' : `[Open in Hopwise](${link.replaceAll('(', '%28').replaceAll(')', '%29')})`,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function findings(answer: Answer | null): readonly string[] {
  const question = answer?.questions[answer.shown];
  if (answer === null || question === undefined) return [];
  return [
    `Does ${code(saidText(question.text))} get there, and the answer back?`,
    answer.traces.map((trace) => outcomeLine(trace, question)).join('\n'),
    ...answer.traces.flatMap((trace) =>
      trace.legs.flatMap((leg, index) => [legTitle(trace, leg), hops(trace, leg, index)]),
    ),
  ];
}

function outcomeLine(trace: Trace, { kind }: Question): string {
  const judged = kind === 'trace' ? '' : trace.holds ? ' As expected.' : ' Not as expected.';
  return `- **${words(trace.title)}: ${outcomeText(trace.outcome)}.** ${words(saidText(trace.sentence))}${judged}`;
}

function legTitle(trace: Trace, { kind, start }: Leg): string {
  return `#### ${words(trace.title)}: ${kind} ${code(addresses(start))}`;
}

function addresses({ source, destination, service }: Packet): string {
  return `${source} → ${destination}${service.includes('/') ? ` ${service}` : ''}`;
}

function hops(trace: Trace, { steps }: Leg, leg: number): string {
  return steps.map((step, index) => `${index + 1}. ${hop(step, leg === trace.leg && index === trace.step)}`).join('\n');
}

function hop(step: Step, decides: boolean): string {
  const kind = step.kind.toLowerCase() === step.object.toLowerCase() ? '' : ` ${words(step.kind)}`;
  const origin = step.line > 0 ? `line ${step.line}` : words(step.default ?? 'no line');
  const said = `${marks[step.mark].sign} ${code(isolated(step.object))}${kind} ${words(saidText(step.text))}`;
  return `${decides ? `**${said}**` : said}: ${words(step.title)} (${code(step.reason)}, ${origin})${decides ? ' **← decides**' : ''}`;
}

/// A person's words on one line. A word that some service might take for markup, an address, a mention or a reference
/// stands in code.
function words(text: string): string {
  const runs: { readonly inert: boolean; readonly words: string[] }[] = [];
  for (const word of oneLine(text).split(' ')) {
    const inert = isInert(word);
    const last = runs.at(-1);
    if (last?.inert === inert) last.words.push(word);
    else runs.push({ inert, words: [word] });
  }
  const line = runs.map((run) => (run.inert ? run.words.join(' ') : code(run.words.join(' ')))).join(' ');
  return line.replace(/^[-+=]|^\d+(?=[.)])/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

/// Letters and digits, and everything beyond ASCII except the wide forms of # and @.
const letters = String.raw`[a-zA-Z\d\u{a1}-\u{ff02}\u{ff04}-\u{ff1f}\u{ff21}-\u{10ffff}]+`;
const shapes = [
  String.raw`${letters}(?:[-'/]${letters})*`, // shop, route-table, tcp/443
  String.raw`\d+(?:[.,:/-]\d+)*`, // 10.0.1.0/24, 1,000
  String.raw`(?:\p{L}\.)+\p{L}?`, // e.g.
  String.raw`<?->|[-+=&/]`, // signs by themselves
];
const inert = new RegExp(String.raw`^["'(]*(?:${shapes.join('|')})(?:'s)?[.,;:!?)"']*$`, 'u');
/// The hash of a commit, and the number of a ticket.
const reference = /\b(?:[\da-f]{7,40}|[A-Z][A-Z\d]+-\d+|(?:gh|gl)-\d+)\b/;

/// Whether every service leaves a word as text.
function isInert(word: string): boolean {
  return inert.test(word) && !reference.test(word);
}

/// Text in a line of code. Backticks are replaced: some services end the code at each of them.
function code(text: string): string {
  const line = oneLine(text).replaceAll('`', 'ˋ');
  return line === '' ? '' : `\`${line}\``;
}

/// A text without line breaks, invisible characters and characters that turn the direction of text.
function oneLine(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
    .trim();
}

/// Text in a fence. Some services end it at three backticks, however long the fence is, so a space without width parts
/// three backticks in a row of the text; the link has the text unchanged.
function fenced(text: string): string {
  const held = text.replaceAll(/`{3,}/g, (run) => [...run].join('\u200b'));
  return `\`\`\`\n${held.replace(/\n*$/, '\n')}\`\`\``;
}
