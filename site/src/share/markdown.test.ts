import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Answer, Reply, Request } from '../engine.ts';
import { markdown } from './markdown.ts';

const golden = JSON.parse(readFileSync('../wasm/api/testdata/one-way.json', 'utf8')) as { readonly request: Request; readonly reply: Reply };
const answer = golden.reply.answer ?? assert.fail('no answer');
const { text } = golden.request;
const link = 'https://hopwise.example/#1.eJx';

/// The golden answer with another text in the place of every text that a person wrote.
function written(by: string): Answer {
  return JSON.parse(JSON.stringify(answer), (key, value: unknown) => (['title', 'object', 'sentence', 'text'].includes(key) ? by : value)) as Answer;
}

test('a report says what is asked, what it comes to and why, hop by hop', () => {
  const report = markdown({ text, answer, link });
  assert.ok(report.startsWith('### The same web server, twice\n\nDoes `laptop -> web tcp/443` get there, and the answer back?\n\n- **AWS: ⇥ one-way.** The request arrives.'), report);
  assert.match(report, /^- \*\*Alibaba Cloud: ✓ reachable\.\*\* .* As expected\.$/m);
  assert.match(report, /^#### AWS: request `203\.0\.113\.10 → 198\.51\.100\.7 tcp\/443`\n\n1\. ✓ `igw` internet gateway translates 198\.51\.100\.7 to 10\.0\.1\.10: an address is translated \(`eip`, line 7\)\n2\. /m);
  assert.match(report, /^3\. \*\*✕ `public` route table .*\*\*: .* \(`not-public-subnet`, line 8\) \*\*← decides\*\*$/m);
  assert.ok(report.endsWith(`\n#### Scenario\n\n\`\`\`\n${text}\`\`\`\n\n[Open in Hopwise](${link})\n`), report);
});

test('a scenario without an answer, or too large for a link, is reported as far as it goes', () => {
  assert.equal(markdown({ text: 'host a', answer: null, link: null }), '### Untitled scenario\n\n#### Scenario\n\n```\nhost a\n```\n');
});

test('a text does not leave its fence', () => {
  const breaking = '```\n<img src=x onerror=alert(1)>\n`````\n# title';
  const report = markdown({ text: breaking, answer: null, link: null });
  assert.ok(report.endsWith(`\n\`\`\`\`\`\`\n${breaking}\n\`\`\`\`\`\`\n`), report);
});

test('what a person wrote is never markup', () => {
  const [head = ''] = markdown({ text: '', answer: { ...written('<img src=x onerror=alert(1)>'), notes: ['[a](javascript:b) **c** &lt; | $x$'] }, link }).split('#### Scenario');
  assert.ok(head.includes('### \\<img src=x onerror=alert(1)\\>\n'), head);
  assert.ok(head.includes('> \\[a\\](javascript:b) \\*\\*c\\*\\* \\&lt; \\| \\$x\\$\n'), head);
  assert.equal(head.replaceAll(/`[^`]*`/g, '').match(/(?<!\\)<|[^\\]\]\(/g), null);
});

test('a backtick in a name, a line break in a note and a list in a title change nothing', () => {
  const report = markdown({ text: '', answer: { ...written('a `b` ``c`'), title: '1. - not a list', notes: ['- one\n\n# two', '2) three'] }, link });
  assert.ok(report.startsWith('### 1\\. - not a list\n\n> \\- one \\# two\n\n> 2\\) three\n'), report);
  assert.ok(report.includes('``` a `b` ``c` ```'), report);
});
