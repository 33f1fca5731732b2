import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Scene } from '../scenario.ts';
import { difference } from './difference.ts';
import type { Block, TaskBlock } from './lesson.ts';
import { parts } from './part.ts';
import { freshTask, readGrades, reduceTask, solved } from './task.ts';

const answer = {
  semantics: 1, title: '', notes: [], diagnostics: [], findings: [], statements: [], questions: [], exposures: [],
  shown: -1, traces: [], drawings: [],
};
const scene = (text: string): Scene => ({ text, question: 0, answer });

const task: TaskBlock = {
  kind: 'task',
  id: 't',
  scene: scene('start'),
  ask: '',
  goals: ['expect one', 'expect two'],
  grades: [{ goal: 'expect one', holds: false }, { goal: 'expect two', holds: true }],
  hints: ['first', 'second'],
  solution: 'mended',
  wrong: [
    { fails: ['expect a', 'expect b'], why: 'neither' },
    { fails: ['expect c'], why: 'nor' },
  ],
  done: '',
};

/// Grades of the task's two goals and of its three lines that tell the wrong fixes.
function grades(...holds: readonly boolean[]): ReturnType<typeof readGrades> {
  return readGrades(task, holds.map((each) => ({ goal: '', holds: each })));
}

test('a difference takes out and puts in as little as can be', () => {
  const lines = difference('a\nb\nc\n', 'a\nx\nc\nd\n').map(({ kind, text }) => `${kind} ${text}`);
  assert.deepEqual(lines, ['same a', 'out b', 'in x', 'same c', 'in d']);
});

test('a difference of equal texts takes nothing out and puts nothing in', () => {
  assert.ok(difference('a\nb', 'a\nb').every(({ kind }) => kind === 'same'));
});

test('a task is solved when every goal holds, and stays done', () => {
  const done = reduceTask(freshTask(task), grades(true, true, false, false, false));
  assert.deepEqual([solved(done.grades), done.done], [true, true]);
  const broken = reduceTask(done, grades(false, true, false, false, false));
  assert.deepEqual([solved(broken.grades), broken.done], [false, true]);
});

test('a wrong fix is known by all of its lines', () => {
  assert.equal(reduceTask(freshTask(task), grades(false, true, true, false, false)).slip, null);
  assert.equal(reduceTask(freshTask(task), grades(false, true, true, true, false)).slip?.why, 'neither');
  assert.equal(reduceTask(freshTask(task), grades(false, true, false, true, true)).slip?.why, 'nor');
});

test('a solved task names no wrong fix', () => {
  assert.equal(reduceTask(freshTask(task), grades(true, true, true, true, true)).slip, null);
});

test('hints come one at a time', () => {
  const one = reduceTask(freshTask(task), { tag: 'hint' });
  assert.deepEqual([one.hints, reduceTask(one, { tag: 'hint' }).hints], [1, 2]);
});

/// A lesson's parts as text: words by their HTML, live blocks by kind and place.
function shape(blocks: readonly Block[]): readonly string[] {
  return parts(blocks).map((part) =>
    part
      .map((piece) =>
        piece.tag === 'words'
          ? piece.block.html
          : piece.tag === 'live'
            ? `${piece.block.kind}${piece.index}`
            : piece.text,
      )
      .join(' '),
  );
}

const prose = (html: string): Block => ({ kind: 'prose', html });
const prediction = (text: string): Block => ({ kind: 'prediction', scene: scene(text), ask: '', choices: [], why: '' });

test('words lead to a live block; asides follow it', () => {
  const blocks: readonly Block[] = [
    prose('one'),
    prose('two'),
    task,
    { kind: 'aside', html: 'aside' },
    prose('<h2>three</h2>'),
  ];
  assert.deepEqual(shape(blocks), ['one two task0 aside', '<h2>three</h2>']);
});

test('words up to the next heading are about the live block above', () => {
  assert.deepEqual(shape([task, prose('<p>so</p><h2>next</h2>'), task]), ['task0 <p>so</p>', '<h2>next</h2> task1']);
});

test('a lab with the scenario of the prediction before it is not shown twice', () => {
  const contrast: Block = { kind: 'contrast', scene: scene('s'), caption: 'caption' };
  assert.deepEqual(
    shape([prediction('s'), prose('look'), contrast, prediction('other'), { kind: 'lab', scene: scene('s') }]),
    ['prediction0 look caption', 'prediction2', 'lab3'],
  );
});
