import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Shelf } from '../shelf.ts';
import { keepChoice, keepTask, recallProgress, recallTask } from './progress.ts';

function shelf(): Shelf {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => kept.set(key, value) === kept,
    remove: (key) => void kept.delete(key),
  };
}

const task = (text: string, done = false): { text: string; hints: number; done: boolean } => ({ text, hints: 1, done });

test('each tab has its own text of a task, and a new one starts with the newest', () => {
  const browser = shelf();
  const [one, other] = [{ tab: shelf(), browser }, { tab: shelf(), browser }];
  assert.equal(keepTask(one, 'l', 't', task('in one'), true), true);
  keepTask(other, 'l', 't', task('in the other'), true);
  assert.equal(recallTask(one, 'l', 't')?.text, 'in one');
  assert.equal(recallTask({ tab: shelf(), browser }, 'l', 't')?.text, 'in the other');
});

test('a tab that writes nothing leaves another tab’s text alone, and a task stays solved', () => {
  const browser = shelf();
  const [one, other] = [{ tab: shelf(), browser }, { tab: shelf(), browser }];
  keepTask(one, 'l', 't', task('written', true), true);
  keepTask(other, 'l', 't', task('as it came'), false);
  assert.deepEqual(recallTask({ tab: shelf(), browser }, 'l', 't'), task('written', true));
  assert.equal(recallTask(other, 'l', 't')?.done, true);
});

test('the kept progress in a lesson is read piece by piece', () => {
  const kept = shelf();
  for (const content of ['{', 'null', '7', '{"choices":null,"tasks":null}', '{"tasks":[null]}']) {
    kept.set('hopwise.lesson.l', content);
    assert.deepEqual(recallProgress(kept, 'l'), { choices: {}, tasks: {} }, content);
  }
  kept.set(
    'hopwise.lesson.l',
    JSON.stringify({ choices: { 1: 'x', 2: 3 }, tasks: { a: { text: 7 }, b: { text: 'mine', hints: -1 } } }),
  );
  assert.deepEqual(recallProgress(kept, 'l'), {
    choices: { 2: 3 },
    tasks: { b: { text: 'mine', hints: 0, done: false } },
  });
});

test('a choice is kept beside the tasks', () => {
  const kept = { tab: shelf(), browser: shelf() };
  keepTask(kept, 'l', 't', task('mine'), true);
  keepChoice(kept.browser, 'l', 3, 1);
  assert.deepEqual(recallProgress(kept.browser, 'l'), { choices: { 3: 1 }, tasks: { t: task('mine') } });
});
