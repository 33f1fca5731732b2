/// The lab: one scenario in its views, always in step. This file is its functional core.

import type { Answer, Box, Diagnostic, Exposure, Fix, Step } from '../contract.ts';
import type { Stop } from '../engine.ts';
import type { Linked, Panel, Refusal, Told } from '../linked.ts';
import type { Scenario } from '../scenario.ts';
import { decidingPlace, samePlace, stepAt, walk } from '../trace/walk.ts';
import type { StepPlace, Way } from '../trace/walk.ts';
import { asked } from './asked.ts';
import { stand } from './standing.ts';
import type { Standing } from './standing.ts';

/// Where the shown scenario comes from.
export type Origin =
  /// It is the one that the page came with.
  | 'example'
  /// The visitor wrote it, or a part of it.
  | 'own'
  /// It came by a link and is not yet touched.
  | 'link'
  /// It came from a file and is not yet touched.
  | 'file';

/// How the engine stands to the shown scenario.
export type EngineState =
  | { readonly tag: 'asked' }
  | { readonly tag: 'answered' }
  /// The answer is not shown yet: a prediction comes first.
  | { readonly tag: 'withheld' }
  | { readonly tag: 'stopped'; readonly why: Stop };

/// What can be copied of a scenario: a link to it, all of it as Markdown, or the code of a frame that shows it.
export type Shared = 'link' | 'markdown' | 'embed';

/// The result of a request to copy something.
export type Share =
  | { readonly tag: 'none' }
  | { readonly tag: 'copied'; readonly what: Shared; readonly content: string }
  /// The clipboard is closed to the page: the content is shown to be copied by hand.
  | { readonly tag: 'by-hand'; readonly what: Shared; readonly content: string }
  | { readonly tag: 'too-large' };

/// A place in the text that the editor is asked to show; a new object for each wish.
export interface Place {
  readonly from: number;
  readonly to: number;
  /// Whether the visitor goes on there with the keyboard.
  readonly focus: boolean;
}

/// The state that the lab's views are drawn from.
export interface Lab {
  /// Leads from the page to the site's root: "../../".
  readonly root: string;
  /// The scenario that the page came with.
  readonly example: Scenario;
  readonly shown: Scenario;
  readonly origin: Origin;
  /// A scenario of the visitor's that is not shown, and that they can go back to.
  readonly other: Scenario | null;
  /// The newest answer, and the text that it is about.
  readonly answer: Answer | null;
  readonly answeredText: string;
  /// The shown answer: the newest one, with the traces that an error in the text took away.
  readonly standing: Standing | null;
  readonly engine: EngineState;
  /// The engine is asked, and the wait is long enough to be noticed.
  readonly late: boolean;
  /// Grows to ask the same scenario again.
  readonly attempt: number;
  /// The line of the text that is marked, 0 for none.
  readonly line: number;
  readonly place: Place | null;
  /// The hop that the visitor is at: the packet stands there in the drawing, and the hop's line is marked in the text.
  readonly step: StepPlace | null;
  /// The hops that are open, so that every rule that was considered can be read.
  readonly open: readonly StepPlace[];
  /// The drawn answer: the newest without errors, or the newest of all if each has some. Null means the newest.
  readonly drawn: Answer | null;
  /// The subnets that the drawing shows with all of their machines, as the engine calls them.
  readonly spread: readonly string[];
  /// The way of each cloud's trace that the visitor follows, by its key in the contract; the first one in a cloud without.
  readonly ways: Readonly<Record<string, string>>;
  /// Grows to have the editor bring the text into its canonical form.
  readonly tidying: number;
  readonly refusal: Refusal | null;
  /// The browser keeps the visitor's own work, if there is any.
  readonly kept: boolean;
  /// The link asked a question that its scenario lacks: the first one is shown.
  readonly missed: boolean;
  /// The answer that the maker of the link was given.
  readonly told: Told | null;
  readonly share: Share;
  readonly panel: Panel;
  /// The visitor was here before and needs no introduction.
  readonly returning: boolean;
}

/// What can happen to a lab.
export type LabEvent =
  | { readonly tag: 'edited'; readonly text: string }
  /// The cursor came to another line.
  | { readonly tag: 'line'; readonly line: number }
  /// A hop was chosen.
  | { readonly tag: 'hop'; readonly place: StepPlace }
  /// A hop was chosen, and opened or closed.
  | { readonly tag: 'fold'; readonly place: StepPlace }
  /// The hop after another one, or another way from it, is chosen.
  | { readonly tag: 'walk'; readonly from: StepPlace | null; readonly way: Way }
  /// Another way of a cloud's trace is to be shown.
  | { readonly tag: 'follow'; readonly cloud: string; readonly key: string }
  /// The hop that decides is chosen; the first one where all is well.
  | { readonly tag: 'decide' }
  /// A place of the text is to be seen; `focus` says whether the visitor goes on there with the keyboard.
  | { readonly tag: 'source'; readonly at: Pick<Step, 'from' | 'to' | 'line'>; readonly focus: boolean }
  | { readonly tag: 'finding'; readonly place: { readonly from: number; readonly to: number; readonly line: number } }
  /// The line of a statement is to be seen.
  | { readonly tag: 'statement'; readonly place: Exposure }
  /// A box of the drawing was chosen: its line is shown.
  | { readonly tag: 'box'; readonly box: Box }
  /// A subnet of the drawing is opened to show all of its machines, or closed.
  | { readonly tag: 'spread'; readonly subnet: string }
  | { readonly tag: 'fix'; readonly fix: Fix }
  | { readonly tag: 'format' }
  | { readonly tag: 'question'; readonly question: number }
  | { readonly tag: 'answered'; readonly text: string; readonly answer: Answer }
  | { readonly tag: 'late' }
  | { readonly tag: 'stopped'; readonly why: Stop }
  | { readonly tag: 'again' }
  | { readonly tag: 'reset' }
  | { readonly tag: 'back' }
  | { readonly tag: 'opened'; readonly linked: Linked }
  /// A file was opened that holds this text.
  | { readonly tag: 'file'; readonly text: string }
  /// A former visit's work was found in the browser.
  | { readonly tag: 'recalled'; readonly own: Scenario; readonly other: Scenario | null }
  | { readonly tag: 'refused'; readonly why: Refusal }
  | { readonly tag: 'dismissed' }
  /// The browser keeps the visitor's own work, or no longer.
  | { readonly tag: 'kept'; readonly kept: boolean }
  | { readonly tag: 'shared'; readonly share: Share }
  | { readonly tag: 'panel'; readonly panel: Panel };

/// A lab that shows the page's own scenario, as it was answered when the page was built, or not yet.
export function exampleLab(example: Scenario, answer: Answer | null, root = ''): Lab {
  return {
    root,
    example,
    shown: example,
    origin: 'example',
    other: null,
    answer,
    answeredText: example.text,
    standing: answer === null ? null : { answer, stale: [] },
    engine: { tag: 'asked' },
    late: false,
    attempt: 0,
    line: 0,
    place: null,
    step: null,
    open: [],
    drawn: answer,
    spread: [],
    ways: {},
    tidying: 0,
    refusal: null,
    kept: true,
    missed: false,
    told: null,
    share: { tag: 'none' },
    panel: 'traces',
    returning: false,
  };
}

/// The lab after an event.
export function reduce(lab: Lab, event: LabEvent): Lab {
  switch (event.tag) {
    case 'edited':
      return edit(lab, event.text);
    case 'line':
      return atLine(lab, event.line);
    case 'hop':
      return choose(lab, event.place);
    case 'fold':
      return fold(choose(lab, event.place), event.place);
    case 'walk':
      return choose(lab, after(lab, event.from, event.way));
    case 'follow':
      return follow(lab, event.cloud, event.key);
    case 'decide':
      return { ...choose(lab, decidingHop(lab)), panel: 'traces' };
    case 'source':
      return event.at.line > 0 ? { ...reveal(lab, event.at, event.focus), panel: 'text' } : lab;
    case 'box':
      return event.box.line > 0 && inStep(lab) && lab.drawn === lab.answer ? reveal(lab, event.box, false) : lab;
    case 'spread':
      return { ...lab, spread: toggled(lab.spread, event.subnet) };
    case 'finding':
      return { ...reveal(lab, event.place, true), panel: 'text' };
    case 'statement':
      return inStep(lab) ? { ...reveal(lab, event.place, true), panel: 'text' } : lab;
    case 'fix':
      return inStep(lab) ? edit(lab, mend(lab.shown.text, event.fix)) : lab;
    case 'format':
      return { ...lab, tidying: lab.tidying + 1 };
    case 'question':
      return { ...ask(lab, event.question), line: 0 };
    case 'answered':
      return answered(lab, event.text, event.answer);
    case 'late':
      return { ...lab, late: lab.engine.tag === 'asked' };
    case 'stopped':
      return { ...lab, engine: { tag: 'stopped', why: event.why }, late: false };
    case 'again':
      return { ...lab, engine: { tag: 'asked' }, attempt: lab.attempt + 1 };
    case 'reset':
      return show(lab, lab.example, 'example', ownOf(lab));
    case 'back':
      return lab.other === null ? lab : show(lab, lab.other, 'own', lab.origin === 'own' ? lab.shown : null);
    case 'opened':
      return openLink(lab, event.linked);
    case 'file':
      return show(lab, { text: event.text, question: 0 }, 'file', ownOf(lab));
    case 'recalled':
      return { ...show(lab, event.own, 'own', event.other), returning: true };
    case 'refused':
      return { ...lab, refusal: event.why };
    case 'dismissed':
      return { ...lab, refusal: null };
    case 'kept':
      return { ...lab, kept: event.kept };
    case 'shared':
      return { ...lab, share: event.share };
    case 'panel':
      return { ...lab, panel: event.panel };
  }
}

/// Whether the newest answer is about the shown text, so that its places are places of the shown text.
export function inStep(lab: Lab): boolean {
  return lab.answer !== null && lab.answeredText === lab.shown.text;
}

/// Whether the shown scenario came from somewhere else and is not yet touched, so that the visitor's own is another.
export function isGuest({ origin }: Lab): boolean {
  return origin === 'link' || origin === 'file';
}

/// The content of a link to the shown scenario.
export function linkedOf(lab: Lab): Linked {
  return { ...lab.shown, step: lab.step, panel: lab.panel, told: toldBy(lab) };
}

/// The outcomes of the shown question; null while the newest answer is about another text.
function toldBy({ shown, answer, answeredText }: Lab): Told | null {
  const question = answer?.questions[shown.question];
  if (question === undefined || answer === null || answeredText !== shown.text) return null;
  const outcomes = Object.fromEntries(question.clouds.map(({ cloud, outcome }) => [cloud, outcome]));
  return { question: shown.question, semantics: answer.semantics, outcomes };
}

/// The clouds whose traces are older than the shown text, because it broke or because the engine gave up on it.
export function staleClouds(lab: Lab): readonly string[] {
  if (lab.engine.tag === 'stopped' && !inStep(lab)) return lab.standing?.answer.traces.map(({ cloud }) => cloud) ?? [];
  return lab.standing?.stale ?? [];
}

/// The lab without the engine's answer, until a prediction is made.
export function untold(lab: Lab): Lab {
  return {
    ...lab,
    answer: null,
    answeredText: '',
    step: null,
    standing: null,
    drawn: untraced(lab.drawn ?? lab.answer),
    engine: { tag: 'withheld' },
    late: false,
  };
}

/// A drawn answer without the ways of the traces.
function untraced(drawn: Answer | null): Answer | null {
  return drawn && { ...drawn, traces: [], drawings: drawn.drawings.map((drawing) => ({ ...drawing, ways: [] })) };
}

/// An answer without findings, for a lesson: a finding could give its solution away.
export function unprompted(answer: Answer): Answer {
  return { ...answer, findings: [], unlisted: 0 };
}

/// The visitor's own scenario, shown or not.
export function ownOf(lab: Lab): Scenario | null {
  return lab.origin === 'own' ? lab.shown : lab.other;
}

function edit(lab: Lab, text: string): Lab {
  const shown = incoming({ text, question: lab.shown.question });
  if (shown.text === lab.shown.text) return lab;
  return {
    ...lab,
    shown,
    origin: 'own',
    engine: { tag: 'asked' },
    place: null,
    missed: false,
    told: null,
    share: { tag: 'none' },
  };
}

/// A scenario in the page's form: line ends are the editor's, so that a place counts each as one character, and letters
/// are composed (Unicode's form NFC), the form in which names are compared. Every text that comes into a lab passes
/// here; the editor itself composes typed text.
function incoming({ text, question }: Scenario): Scenario {
  return { text: text.replaceAll(/\r\n?/g, '\n').normalize('NFC'), question };
}

/// Shows another scenario. The former answer stands until the next one is there, which is soon; it goes at once while
/// the engine has yet to start.
function show(lab: Lab, raw: Scenario, origin: Origin, other: Scenario | null): Lab {
  const shown = incoming(raw);
  const fresh = {
    line: 0,
    place: null,
    step: null,
    open: [],
    refusal: null,
    missed: false,
    told: null,
    share: { tag: 'none' },
  } as const;
  const answer = lab.engine.tag === 'answered' || shown.text === lab.answeredText ? lab.answer : null;
  return {
    ...lab, ...fresh, shown, origin, other, answer, standing: answer === null ? null : lab.standing, drawn: null,
    spread: [], ways: {}, engine: { tag: 'asked' },
  };
}

function openLink(lab: Lab, { text, question, step, panel, told }: Linked): Lab {
  return { ...show(lab, { text, question }, 'link', ownOf(lab)), step, panel, told };
}

function ask(lab: Lab, question: number): Lab {
  if (question === lab.shown.question) return lab;
  return {
    ...lab,
    shown: { ...lab.shown, question },
    missed: false,
    step: null,
    open: [],
    ways: {},
    engine: { tag: 'asked' },
    share: { tag: 'none' },
  };
}

/// Follows another way of a cloud's trace. Its hops are others, so that none of them is chosen or open.
function follow(lab: Lab, cloud: string, key: string): Lab {
  return {
    ...lab,
    ways: { ...lab.ways, [cloud]: key },
    step: lab.step?.cloud === cloud ? null : lab.step,
    open: lab.open.filter((place) => place.cloud !== cloud),
  };
}

/// The cursor on a line marks its hops; on the line of a question it asks the question.
function atLine(lab: Lab, line: number): Lab {
  const marked = line === lab.line ? lab : { ...lab, line };
  const question =
    lab.answer !== null && inStep(lab) ? asked(lab.answer).find((each) => each.line === line) : undefined;
  return question === undefined ? marked : ask(marked, question.place);
}

function reveal(lab: Lab, { line, from, to }: Pick<Box, 'line' | 'from' | 'to'>, focus: boolean): Lab {
  return { ...lab, line, place: { from, to, focus } };
}

/// The drawn answer after a new one: while the text has errors, the last without errors, if any.
function drawnAfter(lab: Lab, answer: Answer): Answer {
  const isSound = ({ diagnostics }: Answer): boolean => diagnostics.every(({ severity }) => severity !== 'error');
  return lab.drawn === null || isSound(answer) || !isSound(lab.drawn) ? answer : lab.drawn;
}

function toggled(all: readonly string[], one: string): readonly string[] {
  return all.includes(one) ? all.filter((each) => each !== one) : [...all, one];
}

/// Moves the visitor to the hop at a place. Its line, if any, is marked while the text is the one that the answer is
/// about.
function choose(lab: Lab, place: StepPlace | null): Lab {
  const step = stepAt(lab.standing?.answer ?? null, place);
  if (step === undefined || place === null) return lab;
  const chosen = { ...lab, step: place };
  return step.line > 0 && inStep(lab) && !staleClouds(lab).includes(place.cloud)
    ? reveal(chosen, step, false)
    : { ...chosen, line: 0, place: null };
}

function after({ standing }: Lab, from: StepPlace | null, way: Way): StepPlace | null {
  return standing === null ? null : walk(standing.answer, from, way);
}

function decidingHop({ standing }: Lab): StepPlace | null {
  if (standing === null) return null;
  const { answer } = standing;
  return answer.traces.map(decidingPlace).find((place) => place !== null) ?? walk(answer, null, 'first');
}

function fold(lab: Lab, place: StepPlace): Lab {
  const others = lab.open.filter((each) => !samePlace(each, place));
  return { ...lab, open: others.length < lab.open.length ? others : [...others, place] };
}

/// A new answer. It may have a question at the cursor that was not there before: then that one is asked.
function answered(before: Lab, text: string, answer: Answer): Lab {
  if (text !== before.shown.text) return before;
  const lab = withItsQuestion(before, answer);
  const standing = stand(lab.standing, answer);
  const step = stepAt(standing.answer, lab.step) === undefined ? null : lab.step;
  const open = lab.open.filter((place) => stepAt(standing.answer, place) !== undefined);
  const told = atLinked({
    ...lab, answer, drawn: drawnAfter(lab, answer), answeredText: text, standing, step, open,
    engine: { tag: 'answered' }, late: false,
  });
  return atLine(told, told.line);
}

/// A link may ask a question that its scenario lacks: then the engine answers the first one, and the lab shows that.
function withItsQuestion(lab: Lab, { questions, exposures }: Answer): Lab {
  const count = questions.length + exposures.length;
  if (lab.origin !== 'link' || count === 0 || lab.shown.question < count) return lab;
  return { ...lab, shown: { ...lab.shown, question: 0 }, missed: true };
}

/// The hop that a link chose is known by its place only, until the answer is there with its line.
function atLinked(lab: Lab): Lab {
  return lab.origin === 'link' && lab.line === 0 ? choose(lab, lab.step) : lab;
}

/// The repairs of a diagnostic: the one that is certain, or those of which the writer chooses.
export function repairs({ fix, choices = [] }: Diagnostic): readonly Fix[] {
  return fix === undefined ? choices : [fix];
}

/// The text after the edits of a fix, from the last place to the first so that each place is still right.
function mend(text: string, fix: Fix): string {
  const edits = [...fix.edits].sort((a, b) => b.from - a.from);
  return edits.reduce((mended, edit) => mended.slice(0, edit.from) + edit.insert + mended.slice(edit.to), text);
}
