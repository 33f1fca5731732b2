/// The editor's inside: CodeMirror, loaded once the page can be read.

import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands';
import { bracketMatching, indentService, indentUnit } from '@codemirror/language';
import type { IndentContext } from '@codemirror/language';
import { lintKeymap, setDiagnostics } from '@codemirror/lint';
import type { Diagnostic as Lint } from '@codemirror/lint';
import { Annotation, EditorState, Prec, RangeSet, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import type { Extension, Range, Text, TransactionSpec } from '@codemirror/state';
import {
  Decoration, Direction, drawSelection, EditorView, GutterMarker, gutterLineClass, highlightSpecialChars, keymap,
  lineNumbers, ViewPlugin,
} from '@codemirror/view';
import type { DecorationSet, ViewUpdate } from '@codemirror/view';
import type { Answer, Fix } from '../contract.ts';
import { rightToLeft, saidNodes, saidText } from '../isolate.ts';
import { inStep, repairs } from '../lab/state.ts';
import type { Lab, LabEvent, Place } from '../lab/state.ts';
import type { Send } from '../store.ts';
import { decidingLines } from '../trace/traces.ts';
import { assistant } from './assistant.ts';
import { changes } from './change.ts';
import { completion } from './completion.ts';
import { composing, isUnfinished } from './compose.ts';
import { hover } from './hover.ts';
import { overtype } from './overtype.ts';
import { finding } from './search.ts';
import { codePoint, special, specialSign } from './special.ts';
import { theme } from './theme.ts';
import { tokens } from './tokens.ts';
import type { Token } from './tokens.ts';

/// An editor on the page.
export interface TextEditor {
  /// Brings the editor in step with the lab.
  readonly show: (lab: Lab) => void;
}

/// Puts an editor with the lab's text into a shadow root, which keeps its styles within the page's policy.
export function createEditor(root: ShadowRoot, lab: Lab, send: Send<LabEvent>): TextEditor {
  const view = new EditorView({ doc: lab.shown.text, extensions: extensions(send), parent: root, root });
  let shown: Lab | null = null;
  const show = (next: Lab): void => {
    replaceText(view, next.shown.text);
    if (inStep(next)) {
      const judged = next.answer === null || next.answer === shown?.answer ? {} : judge(view.state, next.answer, send);
      view.dispatch(judged, mark(next));
    }
    if (shown !== null && next.tidying !== shown.tidying) format(view);
    if (next.place !== null && next.place !== shown?.place) reveal(view, next.place);
    shown = next;
  };
  show(lab);
  return { show };
}

/// Marks a change that the page made: the store knows of it already.
const fromPage = Annotation.define<true>();

function extensions(send: Send<LabEvent>): Extension {
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    overtype,
    composing,
    highlightSpecialChars({ specialChars: special, render: (code) => specialCharacter(String.fromCodePoint(code)) }),
    bracketMatching(),
    indentUnit.of('  '),
    indentService.of(indentation),
    EditorState.languageData.of(() => [{ commentTokens: { line: '#' }, indentOnInput: /^\s*\}$/ }]),
    completion(assistant),
    hover(assistant),
    finding,
    keymap.of([
      { key: 'Shift-Alt-f', run: format }, { key: 'Mod-Enter', run: () => decide(send) }, ...defaultKeymap,
      ...historyKeymap, ...lintKeymap,
    ]),
    EditorView.contentAttributes.of({
      'aria-label': 'Scenario', tabindex: '0', autocapitalize: 'off', autocorrect: 'off', spellcheck: 'false',
    }),
    EditorView.updateListener.of((update) => report(update, send)),
    Prec.lowest(highlighter),
    marks,
    theme,
  ];
}

function decide(send: Send<LabEvent>): boolean {
  send({ tag: 'decide' });
  return true;
}

function report(update: ViewUpdate, send: Send<LabEvent>): void {
  if (update.transactions.some((transaction) => transaction.annotation(fromPage))) return;
  const text = update.docChanged ? update.state.doc.toString() : null;
  // Text that an input method has not finished is composed, and reported, once the method is done.
  if (text !== null && !(update.transactions.some(isUnfinished) && text !== text.normalize('NFC'))) {
    send({ tag: 'edited', text });
  }
  if (update.docChanged || update.selectionSet) {
    send({ tag: 'line', line: update.state.doc.lineAt(update.state.selection.main.head).number });
  }
}

/// The indentation of a line: that of the line above, two spaces more where that opens a block, two less where the line
/// itself closes one.
function indentation(context: IndentContext, at: number): number {
  const above = context.simulatedBreak === at ? context.lineAt(at, -1).text : textAbove(context.state.doc, at);
  const base = above.length - above.trimStart().length;
  const opened = above.trimEnd().endsWith('{') ? 2 : 0;
  const closes = context.lineAt(at, 1).text.trimStart().startsWith('}') ? 2 : 0;
  return Math.max(0, base + opened - closes);
}

/// The nearest line above a place with something in it.
function textAbove(doc: Text, at: number): string {
  let number = doc.lineAt(at).number - 1;
  while (number > 1 && doc.line(number).text.trim() === '') number--;
  return number < 1 ? '' : doc.line(number).text;
}

/// The sign in the place of a character that would not show.
function specialCharacter(character: string): HTMLElement {
  const sign = document.createElement('span');
  sign.className = 'special';
  sign.textContent = specialSign;
  sign.title = codePoint(character);
  sign.setAttribute('aria-label', sign.title);
  return sign;
}

/// The pieces of the lines in view, and the pieces among them with text from right to left, each isolated.
interface Colours {
  readonly all: DecorationSet;
  readonly isolates: DecorationSet;
}

/// Highlights the text. Its marks lie around all others, so that no other mark divides an isolated piece.
const highlighter = ViewPlugin.define(
  (view) => {
    const plugin = {
      colours: colours(view),
      update: (update: ViewUpdate): void => {
        if (update.docChanged || update.viewportChanged) plugin.colours = colours(update.view);
      },
    };
    return plugin;
  },
  {
    decorations: ({ colours: { all } }) => all,
    provide: (plugin) =>
      EditorView.bidiIsolatedRanges.of((view) => view.plugin(plugin)?.colours.isolates ?? Decoration.none),
  },
);

/// A name's direction is that of its first letter; a comment and a text in quotes start on the left like the line.
function isolating(kind: Token['kind']): Decoration {
  const fromLeft = kind === 'comment' || kind === 'string';
  return Decoration.mark({
    class: `t-${kind}`,
    attributes: { dir: fromLeft ? 'ltr' : 'auto' },
    bidiIsolate: fromLeft ? Direction.LTR : null,
  });
}

function colours(view: EditorView): Colours {
  const [all, isolates] = [new RangeSetBuilder<Decoration>(), new RangeSetBuilder<Decoration>()];
  for (const range of view.visibleRanges) {
    for (let at = range.from; at <= range.to; ) {
      const line = view.state.doc.lineAt(at);
      const turns = rightToLeft.test(line.text);
      for (const { kind, from, to } of tokens(line.text)) {
        const isIsolate = turns && rightToLeft.test(line.text.slice(from, to));
        const piece = isIsolate ? isolating(kind) : Decoration.mark({ class: `t-${kind}` });
        all.add(line.from + from, line.from + to, piece);
        if (isIsolate) isolates.add(line.from + from, line.from + to, piece);
      }
      at = line.to + 1;
    }
  }
  return { all: all.finish(), isolates: isolates.finish() };
}

/// The lines to mark: the visitor's, and those that decide.
interface Marks {
  readonly line: number;
  readonly deciding: ReadonlySet<number>;
}

const setMarks = StateEffect.define<Marks>();

/// The class of a marked line's number.
class NumberMarker extends GutterMarker {
  constructor(override readonly elementClass: string) {
    super();
  }
}

/// The decorations of the marked lines: of their texts, and of their numbers.
interface MarkedLines {
  readonly texts: DecorationSet;
  readonly numbers: RangeSet<GutterMarker>;
}

const marks = StateField.define<MarkedLines>({
  create: () => ({ texts: Decoration.none, numbers: RangeSet.empty }),
  update: ({ texts, numbers }, transaction) => {
    const effect = transaction.effects.find((each) => each.is(setMarks));
    if (effect !== undefined) return markedLines(transaction.newDoc, effect.value as Marks);
    return { texts: texts.map(transaction.changes), numbers: numbers.map(transaction.changes) };
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ texts }) => texts),
    gutterLineClass.from(field, ({ numbers }) => numbers),
  ],
});

function markedLines(doc: Text, { line, deciding }: Marks): MarkedLines {
  const lines = [...new Set([line, ...deciding])].filter((each) => each > 0 && each <= doc.lines).sort((a, b) => a - b);
  const texts: Range<Decoration>[] = [];
  const numbers: Range<GutterMarker>[] = [];
  for (const each of lines) {
    const classes = [deciding.has(each) ? 'deciding' : '', each === line ? 'marked' : ''].filter(Boolean).join(' ');
    texts.push(Decoration.line({ class: classes }).range(doc.line(each).from));
    numbers.push(new NumberMarker(classes).range(doc.line(each).from));
  }
  return { texts: Decoration.set(texts), numbers: RangeSet.of(numbers) };
}

/// Puts in another text, from a fix, a link or a former version. Undo brings the former text back, and does not undo
/// with it what was typed before.
function replaceText(view: EditorView, text: string): void {
  const current = view.state.doc.toString();
  if (current === text) return;
  view.dispatch({ changes: changes(current, text), annotations: [fromPage.of(true), isolateHistory.of('full')] });
}

/// Brings the text into its canonical form, as an edit that can be undone.
function format(view: EditorView): boolean {
  void (async () => {
    const text = view.state.doc.toString();
    const formatted = await assistant.format(text);
    if (formatted === null || formatted === text || view.state.doc.toString() !== text) return;
    view.dispatch({
      changes: changes(text, formatted),
      userEvent: 'format',
      effects: EditorView.announce.of('Formatted'),
    });
  })();
  return true;
}

/// Shows the findings, and the expectations that fail, at their places.
function judge(state: EditorState, answer: Answer, send: Send<LabEvent>): TransactionSpec {
  const found = [...answer.diagnostics, ...answer.findings].map((diagnostic): Lint => {
    const { from, to, severity, message, hint } = diagnostic;
    const actions = repairs(diagnostic).map((fix) => ({ name: saidText(fix.title), apply: () => applyFix(fix, send) }));
    return {
      from,
      to,
      severity: severity === 'note' ? 'hint' : severity,
      ...worded(hint === undefined ? message : `${message}\n${hint}`),
      actions,
    };
  });
  const failed = answer.questions.flatMap(({ from, to, clouds }) =>
    clouds
      .filter((cloud) => !cloud.holds)
      .map(({ title, mismatch }): Lint => ({
        from,
        to,
        severity: 'warning',
        ...worded(`${title}: ${mismatch ?? ''}`),
      })),
  );
  const missed = answer.statements
    .filter(({ holds }) => !holds)
    .map(({ from, to, mismatch }): Lint => ({ from, to, severity: 'warning', ...worded(mismatch ?? '') }));
  const exposed = answer.exposures
    .filter(({ holds }) => !holds)
    .map(({ from, to, title, mismatch }): Lint => ({
      from,
      to,
      severity: 'warning',
      ...worded(`${title}: ${mismatch ?? ''}`),
    }));
  const { length } = state.doc;
  const inside = [...found, ...failed, ...missed, ...exposed].map((lint) => ({
    ...lint,
    from: Math.min(lint.from, length),
    to: Math.min(lint.to, length),
  }));
  return setDiagnostics(state, inside);
}

/// A message, with the names that it isolates as elements.
function worded(message: string): Pick<Lint, 'message' | 'renderMessage'> {
  const renderMessage = (): Node => {
    const words = document.createDocumentFragment();
    words.append(...saidNodes(message));
    return words;
  };
  return { message: saidText(message), renderMessage };
}

function applyFix(fix: Fix, send: Send<LabEvent>): void {
  send({ tag: 'fix', fix });
}

/// Marks the visitor's line, and the lines that decide.
function mark({ line, answer }: Lab): TransactionSpec {
  return { effects: setMarks.of({ line, deciding: decidingLines(answer) }) };
}

function reveal(view: EditorView, place: Place): void {
  const at = Math.min(place.from, view.state.doc.length);
  view.dispatch({
    selection: { anchor: at },
    effects: EditorView.scrollIntoView(at, { y: 'center' }),
    annotations: fromPage.of(true),
  });
  if (place.focus) view.focus();
}
