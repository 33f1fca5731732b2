/// The contract's golden files, drawn: the page can show everything that the engine says.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { drawn } from './draw.ts';
import type { Answer, Reply, Request } from './contract.ts';
import { contractVersion } from './contract.ts';
import { saidText } from './isolate.ts';
import { shownExposures } from './lab/asked.ts';
import { exampleLab } from './lab/state.ts';
import { playground } from './playground/playground.ts';

const folder = '../wasm/api/testdata';

interface Golden {
  readonly name: string;
  readonly request: Request;
  readonly reply: Reply;
}

const goldens = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name): Golden => ({
    name,
    ...(JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Omit<Golden, 'name'>),
  }));

async function page(text: string, answer: Answer): Promise<string> {
  const nobody = (): void => undefined;
  return drawn(
    playground(exampleLab({ text, question: 0 }, answer), nobody, {
      copy: nobody,
      download: nobody,
      openFile: nobody,
      keep: nobody,
    }),
  );
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/// A sentence of the engine as the page draws it.
function said(sentence: string): string {
  return escaped(saidText(sentence)).replaceAll('\u2068', '<bdi>').replaceAll('\u2069', '</bdi>');
}

test('there are goldens, all of this contract', () => {
  assert.ok(goldens.length > 0);
  for (const { reply, name } of goldens) assert.equal(reply.version, contractVersion, name);
});

for (const { name, request, reply } of goldens) {
  const { answer } = reply;
  if (answer === undefined) continue;

  test(`${name}: every hop, finding and outcome is on the page`, async () => {
    const html = await page(request.text, answer);
    for (const trace of answer.traces) {
      assert.ok(html.includes(`Trace on ${escaped(trace.title)}`));
      for (const step of trace.legs.flatMap(({ steps }) => steps)) {
        assert.ok(html.includes(`><bdi>${escaped(step.object)}</bdi></code>`), step.object);
      }
    }
    for (const { message } of [...answer.diagnostics, ...answer.findings]) {
      assert.ok(html.includes(said(message)), message);
    }
    for (const { mismatch } of answer.statements) assert.ok(html.includes(said(mismatch ?? '')), mismatch);
    for (const { title } of shownExposures(answer).flatMap((exposure) => exposure.doors)) {
      assert.ok(html.includes(said(title)), title);
    }
  });

  test(`${name}: every place is a place of the text`, () => {
    const lines = request.text.split('\n');
    const steps = answer.traces.flatMap(({ legs }) => legs.flatMap((leg) => leg.steps));
    for (const { from, to, line } of [
      ...answer.diagnostics,
      ...answer.findings,
      ...answer.statements,
      ...answer.questions,
      ...answer.exposures,
      ...steps,
    ]) {
      assert.ok(0 <= from && from <= to && to <= request.text.length);
      assert.ok(line <= lines.length);
      if (line > 0) assert.equal(request.text.slice(0, from).split('\n').length, line);
    }
  });
}

test('a person’s text is never markup', async () => {
  const markup = '<img src=x onerror=alert(1)>';
  const hostile = JSON.parse(
    JSON.stringify(goldens.find(({ name }) => name === 'first-visit.json')?.reply.answer),
    (_, value: unknown) =>
      typeof value === 'string' &&
      !['pass', 'drop', 'skip', 'end', 'reachable', 'request', 'answer', 'expect', 'trace'].includes(value)
        ? markup
        : value,
  ) as Answer;
  const html = await page(`title "${markup}"\n# ${markup}\n${markup}`, hostile);
  assert.ok(!html.includes('<img'));
  assert.ok(html.includes(escaped(markup)));
});

test('no name from right to left stands on the page without an isolate', async () => {
  const { request, reply } = goldens.find(({ name }) => name === 'looks.json') ?? assert.fail('no looks.json');
  const html = await page(request.text, reply.answer ?? assert.fail('no answer'));
  const [, traces = ''] = html.split('<div class="question">');
  assert.ok(traces.includes('<bdi>אבג</bdi>'));
  const bare = traces.replaceAll(/<bdi>.*?<\/bdi>|\u2068[^\u2069]*\u2069|<(?:span|option)[^>]*dir=.*?<\/span>/gu, '');
  assert.deepEqual(bare.match(/.{0,40}[\u0590-\u08ff].{0,10}/gu) ?? [], []);
});
