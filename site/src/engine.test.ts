import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractVersion } from './contract.ts';
import type { CloudDrawing, Request } from './contract.ts';
import { Engine } from './engine.ts';
import type { FromWorker, Limits, ToWorker, WorkerPort } from './engine.ts';

/// A worker that answers when it is told to.
class FakeWorker implements WorkerPort {
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly asked: ToWorker[] = [];
  terminated = false;

  postMessage(message: ToWorker): void {
    this.asked.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(message: FromWorker): void {
    this.onmessage?.({ data: message } as MessageEvent<FromWorker>);
  }

  /// Answers the newest question: the title of the answer is the text that was asked about.
  answer(asked: ToWorker | undefined = this.asked.at(-1), drawings: readonly CloudDrawing[] = []): void {
    const { text } = JSON.parse(asked?.request ?? '') as { text: string };
    const answer = {
      semantics: 1, title: text, notes: [], diagnostics: [], findings: [], statements: [], questions: [], exposures: [],
      shown: -1, traces: [], drawings,
    };
    this.say({ tag: 'reply', id: asked?.id ?? 0, reply: JSON.stringify({ version: contractVersion, answer }) });
  }
}

interface Stage {
  readonly engine: Engine;
  readonly workers: FakeWorker[];
  readonly worker: () => FakeWorker;
}

function stage(limits: Limits = { load: 60_000, run: 60_000, overtaken: 60_000 }): Stage {
  const workers: FakeWorker[] = [];
  const spawn = (): WorkerPort => {
    workers.push(new FakeWorker());
    return workers.at(-1) as FakeWorker;
  };
  const engine = new Engine(spawn, limits);
  return { engine, workers, worker: () => workers.at(-1) ?? assert.fail('no worker') };
}

async function titled(result: ReturnType<Engine['answer']>): Promise<string> {
  const settled = await result;
  return settled.tag === 'done' ? settled.value.title : settled.tag === 'stopped' ? settled.why : settled.tag;
}

/// Ends the timers of a stage: a ready and idle worker has no timer.
function settle({ worker }: Stage): void {
  worker().say({ tag: 'ready' });
}

test('the worker starts before anything is asked, and is asked when it is ready', async () => {
  const { engine, worker } = stage();
  const result = engine.answer('lab', 'a', 0);
  assert.equal(worker().asked.length, 0);
  worker().say({ tag: 'ready' });
  worker().answer();
  assert.equal(await titled(result), 'a');
});

test('of the questions that wait, only the newest is asked', async () => {
  const { engine, worker } = stage();
  const results = ['a', 'ab', 'abc'].map((text) => engine.answer('lab', text, 0));
  worker().say({ tag: 'ready' });
  worker().answer();
  assert.equal(worker().asked.length, 1);
  assert.deepEqual(await Promise.all(results.map(titled)), ['void', 'void', 'abc']);
});

test('an older answer never takes the place of a newer one', async () => {
  const { engine, worker } = stage();
  worker().say({ tag: 'ready' });
  const older = engine.answer('lab', 'older', 0);
  const newer = engine.answer('lab', 'newer', 0);
  worker().answer(worker().asked[0]);
  worker().answer(worker().asked[1]);
  assert.deepEqual([await titled(older), await titled(newer)], ['void', 'newer']);
});

test('an answer that nobody waits for is dropped', async () => {
  const { engine, worker } = stage();
  worker().say({ tag: 'ready' });
  const result = engine.answer('lab', 'a', 0);
  worker().say({ tag: 'reply', id: 99, reply: '{}' });
  worker().answer();
  assert.equal(await titled(result), 'a');
});

test('channels do not void each other', async () => {
  const { engine, worker } = stage();
  worker().say({ tag: 'ready' });
  const one = engine.answer('one', 'a', 0);
  const two = engine.answer('two', 'b', 0);
  worker().answer();
  worker().answer();
  assert.deepEqual([await titled(one), await titled(two)], ['a', 'b']);
});

test('a worker that crashes is replaced, and the waiting question goes to the new one', async () => {
  const { engine, workers, worker } = stage();
  worker().say({ tag: 'ready' });
  const crashed = engine.answer('one', 'a', 0);
  const waiting = engine.answer('two', 'b', 0);
  worker().say({ tag: 'failed' });
  assert.equal(await titled(crashed), 'crash');
  assert.deepEqual([workers.length, workers[0]?.terminated], [2, true]);
  worker().say({ tag: 'ready' });
  worker().answer();
  assert.equal(await titled(waiting), 'b');
});

test('a run over its limit is ended, and the next question is answered', async () => {
  const on = stage({ load: 60_000, run: 1, overtaken: 60_000 });
  on.worker().say({ tag: 'ready' });
  assert.equal(await titled(on.engine.answer('lab', 'endless', 0)), 'overrun');
  assert.equal(on.workers.length, 2);
  settle(on);
  const next = on.engine.answer('lab', 'short', 0);
  on.worker().answer();
  assert.equal(await titled(next), 'short');
});

test('a run that was overtaken and does not end is not waited for', async () => {
  const on = stage({ load: 60_000, run: 60_000, overtaken: 1 });
  on.worker().say({ tag: 'ready' });
  const older = on.engine.answer('lab', 'endless', 0);
  const newer = on.engine.answer('lab', 'short', 0);
  assert.equal(await titled(older), 'void');
  while (on.workers.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
  settle(on);
  on.worker().answer();
  assert.equal(await titled(newer), 'short');
});

test('an engine that cannot be loaded says so, and is tried again when it is asked again', async () => {
  const on = stage();
  const result = on.engine.answer('lab', 'a', 0);
  on.worker().say({ tag: 'failed' });
  assert.equal(await titled(result), 'unavailable');
  assert.equal(on.workers.length, 1);
  const again = on.engine.answer('lab', 'a', 0);
  assert.equal(on.workers.length, 2);
  settle(on);
  on.worker().answer();
  assert.equal(await titled(again), 'a');
});

test('an engine of another contract is not believed', async () => {
  const { engine, worker } = stage();
  worker().say({ tag: 'ready' });
  const result = engine.answer('lab', 'a', 0);
  worker().say({
    tag: 'reply',
    id: worker().asked[0]?.id ?? 0,
    reply: JSON.stringify({ version: contractVersion + 1 }),
  });
  assert.equal(await titled(result), 'fault');
});

test('a bug of the engine is told as one, and the next text is answered', async () => {
  const { engine, worker } = stage();
  worker().say({ tag: 'ready' });
  const result = engine.answer('lab', 'a', 0);
  worker().say({
    tag: 'reply',
    id: worker().asked[0]?.id ?? 0,
    reply: JSON.stringify({ version: contractVersion, crash: 'no such box' }),
  });
  assert.equal(await titled(result), 'bug');
  const next = engine.answer('lab', 'b', 0);
  worker().answer();
  assert.equal(await titled(next), 'b');
});

test('an unreadable reply ends the wait', async () => {
  const { engine, worker } = stage();
  worker().say({ tag: 'ready' });
  const result = engine.answer('lab', 'a', 0);
  worker().say({ tag: 'reply', id: worker().asked[0]?.id ?? 0, reply: '{"version":1,"answ' });
  assert.equal(await titled(result), 'fault');
  const next = engine.answer('lab', 'b', 0);
  worker().answer();
  assert.equal(await titled(next), 'b');
});

test('a browser that gives no worker leaves a page that says so, and is asked again', async () => {
  const workers: FakeWorker[] = [];
  let refused = true;
  const engine = new Engine(() => {
    if (refused) throw new Error('no workers here');
    workers.push(new FakeWorker());
    return workers.at(-1) as FakeWorker;
  });
  assert.equal(await titled(engine.answer('lab', 'a', 0)), 'unavailable');
  refused = false;
  const again = engine.answer('lab', 'a', 0);
  workers[0]?.say({ tag: 'ready' });
  workers[0]?.answer();
  assert.equal(await titled(again), 'a');
});

test('an answer of a worker that was given up is not heard', async () => {
  const on = stage({ load: 60_000, run: 60_000, overtaken: 1 });
  on.worker().say({ tag: 'ready' });
  const [first] = on.workers;
  void on.engine.answer('lab', 'endless', 0);
  const newer = on.engine.answer('lab', 'short', 0);
  while (on.workers.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
  settle(on);
  const ghost = { title: 'ghost', notes: [], diagnostics: [], questions: [], shown: -1, traces: [] };
  first?.say({
    tag: 'reply',
    id: on.worker().asked[0]?.id ?? 0,
    reply: JSON.stringify({ version: contractVersion, answer: ghost }),
  });
  first?.say({ tag: 'failed' });
  assert.equal(on.workers.length, 2);
  on.worker().answer();
  assert.equal(await titled(newer), 'short');
});

const box = { kind: 'vpc', name: 'shop', x: 0, y: 0, w: 9, h: 9, in: -1, from: 1, to: 5, line: 1 } as const;
const drawing: CloudDrawing = {
  cloud: 'aws', title: 'AWS', digest: 'a', w: 9, h: 9, internetLine: 0, boxes: [box], lines: [[1, 2, 3, 4]], ways: [],
};
const unsent: CloudDrawing = { ...drawing, boxes: [], lines: [], places: [11, 15, 2] };

/// The drawings that a request says are known.
function drawnIn(asked: ToWorker | undefined): readonly string[] | undefined {
  return (JSON.parse(asked?.request ?? '') as Request).drawn;
}

test('a drawing that the page has comes with its places only, and is whole again', async () => {
  const s = stage();
  settle(s);
  const first = s.engine.answer('lab', 'one', 0);
  assert.equal(drawnIn(s.worker().asked.at(-1)), undefined);
  s.worker().answer(s.worker().asked.at(-1), [drawing]);
  await first;
  const second = s.engine.answer('lab', 'two', 0);
  assert.deepEqual(drawnIn(s.worker().asked.at(-1)), ['a']);
  s.worker().answer(s.worker().asked.at(-1), [unsent]);
  const result = await second;
  assert.ok(result.tag === 'done');
  assert.deepEqual(result.value.drawings, [{ ...drawing, boxes: [{ ...box, from: 11, to: 15, line: 2 }] }]);
});

test('the drawings of a void answer are kept, those of another channel are not told, and a new worker is told the same', async () => {
  const s = stage();
  settle(s);
  const overtaken = s.engine.answer('lab', 'one', 0);
  const newer = s.engine.answer('lab', 'two', 0);
  s.worker().answer(s.worker().asked.at(-1), [drawing]);
  assert.equal((await overtaken).tag, 'void');
  assert.deepEqual(drawnIn(s.worker().asked.at(-1)), ['a']);
  s.worker().say({ tag: 'failed' });
  assert.equal((await newer).tag, 'stopped');
  settle(s);
  void s.engine.answer('another', 'one', 0);
  assert.equal(drawnIn(s.worker().asked.at(-1)), undefined);
  s.worker().answer();
  const after = s.engine.answer('lab', 'two', 0);
  assert.deepEqual(drawnIn(s.worker().asked.at(-1)), ['a']);
  s.worker().answer(s.worker().asked.at(-1), [unsent]);
  assert.equal((await after).tag, 'done');
});

test('a drawing that is left out, and that the page does not have, is a fault', async () => {
  const s = stage();
  settle(s);
  const asked = s.engine.answer('lab', 'one', 0);
  s.worker().answer(s.worker().asked.at(-1), [unsent]);
  assert.deepEqual(await asked, { tag: 'stopped', why: 'fault' });
});
