/// A scenario and what it comes to, as Markdown for a ticket or a chat: it reads well before it is rendered and after.
///
/// What a person wrote stays text: it stands in code, in a fence that is longer than any in it, or with a backslash before
/// each character that means something.

import type { Answer, Leg, Packet, Question, Step, Trace } from '../engine.ts';
import { marks } from '../trace/hop.ts';
import { outcomeText } from '../trace/outcome.ts';

/// What is written down. Without an answer it is the scenario alone; the link is null where the scenario is too large for
/// one.
export interface Report {
  readonly text: string;
  readonly answer: Answer | null;
  readonly link: string | null;
}

/// The report as Markdown.
export function markdown({ text, answer, link }: Report): string {
  const parts = [
    `### ${words(answer?.title || 'Untitled scenario')}`,
    ...(answer?.notes ?? []).map((note) => `> ${words(note)}`),
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
    `Does ${code(question.text)} get there, and the answer back?`,
    answer.traces.map((trace) => outcomeLine(trace, question)).join('\n'),
    ...answer.traces.flatMap((trace) => trace.legs.flatMap((leg, index) => [legTitle(trace, leg), hops(trace, leg, index)])),
  ];
}

function outcomeLine(trace: Trace, { kind }: Question): string {
  const judged = kind === 'trace' ? '' : trace.holds ? ' As expected.' : ' Not as expected.';
  return `- **${words(trace.title)}: ${outcomeText(trace.outcome)}.** ${words(trace.sentence)}${judged}`;
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
  const said = `${marks[step.mark].sign} ${code(step.object)}${kind} ${words(step.text)}`;
  return `${decides ? `**${said}**` : said}: ${words(step.title)} (${code(step.reason)}, ${origin})${decides ? ' **← decides**' : ''}`;
}

/// A person's words on one line, none of them markup.
function words(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.replaceAll(/[\\`*_[\]<>&|~#$]/g, '\\$&').replace(/^[-+=]|^(\d+)(?=[.)])/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

/// Text in a line of code.
function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const ticks = '`'.repeat(longestRun(line) + 1);
  return /^`|`$/.test(line) ? `${ticks} ${line} ${ticks}` : `${ticks}${line}${ticks}`;
}

/// Text in a fence that nothing in it closes.
function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}\n${text.replace(/\n*$/, '\n')}${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}
