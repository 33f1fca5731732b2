import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer } from '../contract.ts';
import { plain } from '../link.ts';
import type { Shelf } from '../shelf.ts';
import { asked, shownExposures } from './asked.ts';
import { keep, recall } from './kept.ts';
import type { Shelves } from './kept.ts';
import { exampleLab, inStep, linkedOf, reduce, repairs, untold } from './state.ts';
import type { Lab, LabEvent } from './state.ts';

const answer: Answer = {
  semantics: 1,
  title: 'two questions',
  notes: [],
  diagnostics: [], findings: [], statements: [],
  questions: [
    { from: 0, to: 9, line: 1, kind: 'trace', text: 'a -> b', holds: true, clouds: [] },
    { from: 10, to: 19, line: 2, kind: 'trace', text: 'b -> a', holds: true, clouds: [] },
  ],
  exposures: [],
  shown: 0,
  traces: [], drawings: [],
};

const start = exampleLab({ text: 'trace a b\ntrace b a\n', question: 0 }, answer);
const own = { text: 'mine', question: 0 };
const theirs = plain({ text: 'theirs', question: 0 });

function after(lab: Lab, ...events: readonly LabEvent[]): Lab {
  return events.reduce(reduce, lab);
}

/// A shelf; a full one takes nothing.
function shelf(full = false): Shelf {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => !full && kept.set(key, value) === kept,
    remove: (key) => void kept.delete(key),
  };
}

test('an edit makes the scenario the visitor’s own, and the answer is out of step until the next', () => {
  const edited = after(start, { tag: 'edited', text: 'x' });
  assert.equal(edited.origin, 'own');
  assert.equal(inStep(edited), false);
  assert.equal(inStep(after(edited, { tag: 'answered', text: 'x', answer })), true);
});

test('a way is followed until another question or scenario is shown', () => {
  const at = { leg: 0, step: 2 };
  const walked = { ...start, step: { cloud: 'aws', ...at }, open: [{ cloud: 'aws', ...at }, { cloud: 'alibaba', ...at }] };
  const followed = after(walked, { tag: 'follow', cloud: 'aws', key: 'aws to web' }, { tag: 'follow', cloud: 'alibaba', key: 'b' });
  assert.deepEqual(followed.ways, { aws: 'aws to web', alibaba: 'b' });
  assert.equal(followed.step, null);
  assert.deepEqual(followed.open, []);
  assert.deepEqual(after(followed, { tag: 'edited', text: 'x' }).ways, followed.ways);
  assert.deepEqual(after(followed, { tag: 'question', question: 1 }).ways, {});
  assert.deepEqual(after(followed, { tag: 'file', text: 'y' }).ways, {});
});

test('a text is composed wherever it comes from', () => {
  const [apart, whole] = ['host cafe\u0301', 'host caf\u00e9'];
  const from: readonly LabEvent[] = [
    { tag: 'edited', text: apart },
    { tag: 'opened', linked: plain({ text: apart, question: 0 }) },
    { tag: 'file', text: apart },
    { tag: 'recalled', own: { text: apart, question: 0 }, other: null },
  ];
  for (const event of from) assert.equal(after(start, event).shown.text, whole, event.tag);
  const mended = after(
    start,
    { tag: 'edited', text: 'e' },
    { tag: 'answered', text: 'e', answer },
    { tag: 'fix', fix: { title: '', edits: [{ from: 1, to: 1, insert: '\u0301' }] } },
  );
  assert.equal(mended.shown.text, '\u00e9');
});

test('an answer about a text that is no longer shown changes nothing', () => {
  const edited = after(start, { tag: 'edited', text: 'x' }, { tag: 'edited', text: 'xy' });
  assert.equal(after(edited, { tag: 'answered', text: 'x', answer }), edited);
});

test('the cursor on the line of a question asks it', () => {
  assert.equal(after(start, { tag: 'line', line: 2 }).shown.question, 1);
  assert.equal(after(start, { tag: 'line', line: 3 }).shown.question, 0);
});

test('a question that is typed is asked as soon as it is understood', () => {
  const typed = after(start, { tag: 'edited', text: 'x' }, { tag: 'line', line: 2 });
  assert.equal(after(typed, { tag: 'answered', text: 'x', answer }).shown.question, 1);
});

test('the cursor on the line of a statement about a user asks it, behind the questions', () => {
  const exposure = {
    from: 20, to: 29, line: 3, text: 'dev cannot expose web', title: '', can: false, holds: true, doors: [],
  };
  const both = { ...answer, exposures: [{ ...exposure, cloud: 'aws' }, { ...exposure, cloud: 'alibaba' }] };
  const lab = exampleLab({ text: 'trace a b\ntrace b a\nexpect dev', question: 0 }, both);
  assert.equal(after(lab, { tag: 'line', line: 3 }).shown.question, 2);
  assert.deepEqual(shownExposures({ ...both, shown: 2 }).map(({ cloud }) => cloud), ['aws', 'alibaba']);
  assert.equal(asked(both).length, 3);
});

test('a question that is picked stays, wherever the cursor is', () => {
  const picked = after(start, { tag: 'line', line: 1 }, { tag: 'question', question: 1 });
  assert.equal(after(picked, { tag: 'answered', text: start.shown.text, answer }).shown.question, 1);
});

const packet = { service: '', source: '', sourcePort: '', destination: '', destinationPort: '' };

/// An answer whose one trace has two hops: the first comes from the text's second line, the second from none.
const traced: Answer = {
  ...answer,
  questions: [{
    from: 0, to: 9, line: 1, kind: 'trace', text: 'a -> b', holds: true,
    clouds: [{ cloud: 'c', title: 'C', outcome: 'reachable', holds: true }],
  }],
  traces: [
    {
      cloud: 'c', title: 'C', outcome: 'reachable', holds: true, sentence: '', leg: -1, step: -1,
      legs: [{ kind: 'request', start: packet, steps: [10, 0].map((from) => ({
        mark: 'pass', object: '', kind: '', reason: '', title: '', text: '', from, to: from, line: from > 0 ? 2 : 0,
        packet,
      })) }],
    },
  ],
};

const hop = (step: number): { cloud: string; leg: number; step: number } => ({ cloud: 'c', leg: 0, step });
const withTrace = exampleLab(start.shown, traced);

test('a hop that is chosen marks its line, and the packet stands there', () => {
  const lab = after(withTrace, { tag: 'hop', place: hop(0) });
  assert.deepEqual([lab.step, lab.line, lab.place], [hop(0), 2, { from: 10, to: 10, focus: false }]);
  const walked = after(lab, { tag: 'walk', from: hop(0), way: 'next' });
  assert.deepEqual([walked.step, walked.line, walked.place], [hop(1), 0, null]);
});

test('a hop that is not there is not chosen', () => {
  assert.equal(after(withTrace, { tag: 'hop', place: hop(7) }), withTrace);
});

test('a hop opens and closes by itself', () => {
  const both = after(withTrace, { tag: 'fold', place: hop(0) }, { tag: 'fold', place: hop(1) });
  assert.deepEqual(both.open, [hop(0), hop(1)]);
  assert.deepEqual(after(both, { tag: 'fold', place: hop(0) }).open, [hop(1)]);
});

test('a chosen hop stays while the text changes, for as long as the answer has it', () => {
  const chosen = after(withTrace, { tag: 'fold', place: hop(1) }, { tag: 'edited', text: 'x' });
  const kept = after(chosen, { tag: 'answered', text: 'x', answer: traced });
  assert.deepEqual([kept.step, kept.open], [hop(1), [hop(1)]]);
  const lost = after(chosen, { tag: 'answered', text: 'x', answer });
  assert.deepEqual([lost.step, lost.open], [null, []]);
});

test('another question or another scenario starts without a hop', () => {
  const chosen = after(withTrace, { tag: 'fold', place: hop(1) });
  for (const event of [{ tag: 'question', question: 1 }, { tag: 'opened', linked: theirs }] as const) {
    const { step, open } = after(chosen, event);
    assert.deepEqual([step, open], [null, []]);
  }
});

test('a finding is shown at its place and the visitor goes on there', () => {
  const diagnostic = { from: 10, to: 12, line: 2, column: 1, severity: 'error', message: 'm' } as const;
  const lab = after(start, { tag: 'finding', place: diagnostic });
  assert.deepEqual([lab.line, lab.place, lab.panel], [2, { from: 10, to: 12, focus: true }, 'text']);
});

test('a fix applies its edits together, each at the place that it had', () => {
  const fix = { title: 'swap', edits: [{ from: 0, to: 5, insert: 'expect' }, { from: 6, to: 7, insert: 'alpha' }] };
  assert.equal(after(start, { tag: 'fix', fix }).shown.text, 'expect alpha b\ntrace b a\n');
});

test('a repair is the one that is certain, or one of those that the writer chooses from', () => {
  const at = { from: 0, to: 1, line: 1, column: 1, severity: 'error', message: 'm' } as const;
  const [a, b] = [{ title: 'a', edits: [] }, { title: 'b', edits: [] }];
  assert.deepEqual(repairs({ ...at, fix: a }), [a]);
  assert.deepEqual(repairs({ ...at, choices: [a, b] }), [a, b]);
  assert.deepEqual(repairs(at), []);
});

test('a fix of an answer that is out of step is left alone', () => {
  const edited = after(start, { tag: 'edited', text: 'x' });
  assert.equal(after(edited, { tag: 'fix', fix: { title: 't', edits: [{ from: 0, to: 1, insert: '' }] } }), edited);
});

test('a link leaves the visitor’s own scenario alone, before an edit and after', () => {
  const opened = after(start, { tag: 'recalled', own, other: null }, { tag: 'opened', linked: theirs });
  assert.deepEqual([opened.shown.text, opened.origin, opened.other], ['theirs', 'link', own]);
  const edited = after(opened, { tag: 'edited', text: 'theirs, changed' });
  assert.deepEqual([edited.origin, edited.other], ['own', own]);
  const back = after(edited, { tag: 'back' });
  assert.deepEqual([back.shown, back.other?.text], [own, 'theirs, changed']);
});

test('a link holds the chosen hop, the panel and the outcomes', () => {
  const lab = after(withTrace, { tag: 'hop', place: hop(0) }, { tag: 'panel', panel: 'text' });
  const told = { question: 0, semantics: 1, outcomes: { c: 'reachable' } };
  assert.deepEqual(linkedOf(lab), { ...start.shown, step: hop(0), panel: 'text', told });
  assert.equal(linkedOf(after(lab, { tag: 'edited', text: 'x' })).told, null);
});

test('a link shows the hop that it chose as soon as its line is known', () => {
  const linked = { ...theirs, step: hop(0), panel: 'text' } as const;
  const opened = after(start, { tag: 'opened', linked }, { tag: 'answered', text: 'theirs', answer: traced });
  assert.deepEqual([opened.line, opened.step, opened.panel, opened.place?.from], [2, hop(0), 'text', 10]);
});

test('a link that chose a hop that is no more shows its scenario all the same', () => {
  const opened = after(
    start,
    { tag: 'opened', linked: { ...theirs, step: hop(7) } },
    { tag: 'answered', text: 'theirs', answer: traced },
  );
  assert.deepEqual([opened.line, opened.place, opened.step], [0, null, null]);
});

test('a link that is refused changes no scenario', () => {
  const mine = after(start, { tag: 'recalled', own, other: null });
  const refused = after(mine, { tag: 'refused', why: 'damaged' });
  assert.deepEqual([refused.shown, refused.refusal], [own, 'damaged']);
  assert.equal(after(refused, { tag: 'dismissed' }).refusal, null);
});

test('the example can be had back, and then the visitor’s own', () => {
  const reset = after(start, { tag: 'edited', text: 'mine' }, { tag: 'reset' });
  assert.deepEqual([reset.shown, reset.origin, reset.other], [start.example, 'example', own]);
  assert.deepEqual(after(reset, { tag: 'back' }).shown, own);
});

test('a scenario that replaces the example before the engine is there shows nothing of the example’s answer', () => {
  assert.equal(after(start, { tag: 'recalled', own, other: null }).answer, null);
});

test('a withheld answer is shown nowhere', () => {
  const { answer: told, engine } = untold(start);
  assert.deepEqual([told, engine], [null, { tag: 'withheld' }]);
});

/// The work that a tab keeps after each of several events.
function keepAll(kept: Shelves, lab: Lab, ...events: readonly LabEvent[]): Lab {
  return events.reduce((before, event) => {
    const now = reduce(before, event);
    keep(kept, now, before);
    return now;
  }, lab);
}

/// A tab at its start: with its own text, or with the text that was written last.
function startTab(kept: Shelves): Lab {
  const { own: mine, other } = recall(kept);
  return mine === null ? start : reduce(start, { tag: 'recalled', own: mine, other });
}

test('kept work is found again', () => {
  const kept = { tab: shelf(), browser: shelf() };
  keepAll(kept, start, { tag: 'edited', text: 'mine' }, { tag: 'opened', linked: theirs });
  assert.deepEqual(recall(kept), { own, other: null });
});

test('each tab has its own text, and a new one starts with the newest', () => {
  const browser = shelf();
  const [one, other] = [{ tab: shelf(), browser }, { tab: shelf(), browser }];
  keepAll(one, start, { tag: 'edited', text: 'in one' });
  keepAll(other, start, { tag: 'edited', text: 'in the other' });
  assert.equal(recall(one).own?.text, 'in one');
  assert.equal(recall({ tab: shelf(), browser }).own?.text, 'in the other');
});

test('a tab that has only looked keeps what it started with', () => {
  const browser = shelf();
  const [one, other] = [{ tab: shelf(), browser }, { tab: shelf(), browser }];
  const lab = keepAll(one, start, { tag: 'edited', text: 'first' });
  startTab(other);
  keepAll(one, lab, { tag: 'edited', text: 'second' });
  assert.equal(recall(other).own?.text, 'first');
});

test('a tab that writes nothing leaves another tab’s text alone', () => {
  const nothings: readonly LabEvent[] = [
    { tag: 'opened', linked: theirs },
    { tag: 'reset' },
    { tag: 'question', question: 1 },
    { tag: 'file', text: 'x' },
  ];
  for (const event of nothings) {
    for (const first of ['first', null]) {
      const browser = shelf();
      const [one, other] = [{ tab: shelf(), browser }, { tab: shelf(), browser }];
      const lab = first === null ? start : keepAll(one, start, { tag: 'edited', text: first });
      const looking = startTab(other);
      keepAll(one, lab, { tag: 'edited', text: 'second' });
      keepAll(other, looking, event);
      assert.equal(recall({ tab: shelf(), browser }).own?.text, 'second', event.tag);
    }
  }
});

test('text that can’t be kept is reported, and tried again with the next change', () => {
  const edited = after(start, { tag: 'edited', text: 'mine' });
  assert.equal(keep({ tab: shelf(), browser: shelf(true) }, edited, start), false);
  const unkept = after(edited, { tag: 'kept', kept: false });
  const kept = { tab: shelf(), browser: shelf() };
  assert.equal(keep(kept, after(unkept, { tag: 'question', question: 1 }), unkept), true);
  assert.deepEqual(recall({ tab: shelf(), browser: kept.browser }).own, { text: 'mine', question: 1 });
});

test('a visitor without text of their own gets no notice', () => {
  assert.equal(
    keep({ tab: shelf(true), browser: shelf(true) }, after(start, { tag: 'opened', linked: theirs }), start),
    true,
  );
});

test('unreadable work on the shelf is no scenario', () => {
  const kept = { tab: shelf(), browser: shelf() };
  for (const content of ['{', '7', 'null', '{"text":1,"question":0}', '{"text":"a"}']) {
    kept.browser.set('hopwise.scenario', content);
    assert.equal(recall(kept).own?.text ?? null, content.includes('"a"') ? 'a' : null);
  }
});

test('a text comes in with the ends of lines that the editor has, wherever it comes from', () => {
  const [strange, want] = ['a\r\nb\rc\n\r\n', 'a\nb\nc\n\n'];
  const scenario = { text: strange, question: 0 };
  const ways: readonly LabEvent[] = [
    { tag: 'opened', linked: plain(scenario) },
    { tag: 'file', text: strange },
    { tag: 'edited', text: strange },
    { tag: 'recalled', own: scenario, other: null },
  ];
  for (const event of ways) assert.equal(after(start, event).shown.text, want, event.tag);
  const back = after(start, { tag: 'recalled', own, other: scenario }, { tag: 'back' });
  assert.equal(back.shown.text, want);
});

test('a text that differs in its ends of lines only is no edit', () => {
  assert.equal(after(start, { tag: 'edited', text: start.shown.text.replaceAll('\n', '\r\n') }), start);
});

test('a link to a question that is not there asks the first, and says so until another is asked', () => {
  const opened = after(start, { tag: 'opened', linked: { ...theirs, question: 7 } });
  assert.equal(opened.missed, false);
  const told = after(opened, { tag: 'answered', text: 'theirs', answer });
  assert.deepEqual([told.shown.question, told.missed], [0, true]);
  assert.equal(after(told, { tag: 'question', question: 1 }).missed, false);
  assert.equal(
    after(start, { tag: 'opened', linked: { ...theirs, question: 1 } }, { tag: 'answered', text: 'theirs', answer })
      .missed,
    false,
  );
  assert.equal(after(opened, { tag: 'answered', text: 'theirs', answer: { ...answer, questions: [] } }).missed, false);
});

test('a wait is over with the answer, or with the engine', () => {
  const late = after(start, { tag: 'edited', text: 'mine' }, { tag: 'late' });
  assert.deepEqual([late.late, after(late, { tag: 'edited', text: 'mine too' }).late], [true, true]);
  assert.equal(after(late, { tag: 'answered', text: 'older', answer }).late, true);
  assert.equal(after(late, { tag: 'answered', text: 'mine', answer }).late, false);
  assert.equal(after(late, { tag: 'stopped', why: 'overrun' }).late, false);
  assert.equal(after(start, { tag: 'answered', text: start.shown.text, answer }, { tag: 'late' }).late, false);
});
