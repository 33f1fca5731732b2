import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Answer, Reply, Request } from '../contract.ts';
import { markdown } from './markdown.ts';

const golden = JSON.parse(readFileSync('../wasm/api/testdata/one-way.json', 'utf8')) as {
  readonly request: Request;
  readonly reply: Reply;
};
const answer = golden.reply.answer ?? assert.fail('no answer');
const { text } = golden.request;
const link = 'https://hopwise.example/#1.eJx';

/// The golden answer with another text in the place of every text that a person wrote.
function written(by: string): Answer {
  return JSON.parse(JSON.stringify(answer), (key, value: unknown) =>
    ['title', 'object', 'sentence', 'text'].includes(key) ? by : value,
  ) as Answer;
}

test('a report has the question, the outcome, and the reasons hop by hop', () => {
  const report = markdown({ text, answer, link });
  assert.ok(
    report.startsWith(
      '### The same web server, twice\n\nDoes `laptop -> web tcp/443` get there, and the answer back?\n\n- **AWS: ⇥ one-way.** The request arrives.',
    ),
    report,
  );
  assert.match(report, /^- \*\*Alibaba Cloud: ✓ reachable\.\*\* .* As expected\.$/m);
  assert.match(
    report,
    /^#### AWS: request `203\.0\.113\.10 → 198\.51\.100\.7 tcp\/443`\n\n1\. ✓ `igw` internet gateway translates 198\.51\.100\.7 to 10\.0\.1\.10: an address is translated \(`eip`, line 7\)\n2\. /m,
  );
  assert.match(
    report,
    /^3\. \*\*✕ `public` route table .*\*\*: .* \(`not-public-subnet`, line 8\) \*\*← decides\*\*$/m,
  );
  assert.ok(report.endsWith(`\n#### Scenario\n\n\`\`\`\n${text}\`\`\`\n\n[Open in Hopwise](${link})\n`), report);
});

test('a scenario without an answer, or too large for a link, is reported as far as it goes', () => {
  assert.equal(
    markdown({ text: 'host a', answer: null, link: null }),
    '### Untitled scenario\n\n#### Scenario\n\n```\nhost a\n```\n',
  );
});

test('a text does not leave its fence', () => {
  const report = markdown({ text: '```\n<img src=x onerror=alert(1)>\n`` `\n# title', answer: null, link: null });
  assert.ok(report.endsWith('\n```\n`\u200b`\u200b`\n<img src=x onerror=alert(1)>\n`` `\n# title\n```\n'), report);
});

test('a person’s text is never markup', () => {
  const [head = ''] = markdown({
    text: '',
    answer: { ...written('<img src=x onerror=alert(1)>'), notes: ['[a](javascript:b) **c** &lt; | $x$'] },
    link,
  }).split('#### Scenario');
  assert.ok(head.includes('### `<img src=x onerror=alert(1)>`\n'), head);
  assert.ok(head.includes('> `[a](javascript:b) **c** &lt; | $x$`\n'), head);
  assert.equal(head.replaceAll(/`[^`]*`/g, '').match(/<|\]\(/g), null);
});

test('a backtick in a name, a line break in a note and a list in a title change nothing', () => {
  const report = markdown({
    text: '',
    answer: { ...written('a `b` ``c`'), title: '1. - not a list', notes: ['- one\n\n# two', '2) three'] },
    link,
  });
  assert.ok(report.startsWith('### 1\\. - not a list\n\n> \\- one `#` two\n\n> 2\\) three\n'), report);
  assert.ok(report.includes('`a ˋbˋ ˋˋcˋ`'), report);
});

/// The parts of a report outside of code, where a service looks for markup, addresses, mentions and references.
function alive(report: string): string {
  const [head = ''] = report.split('#### Scenario');
  return head.replaceAll(/`[^`\n]*`/g, '').replaceAll(/^#{3,4} |\*\*/gm, '');
}

test('a word that a service would turn into markup stands in code', () => {
  const strange = [
    '@everyone', '@here', '(@channel)', 'someone@example.com', '@org/team', '#123', 'owner/repo#1', 'GH-12', 'OPS-7',
    '!45', '$9', '%3', '~bug', '&6', ':tada:',
    'https://example.com/a', 'www.example.com', 'example.com', 'mailto:a@b.cc', '<@123>', '<!channel>',
    '<https://a.example|b>', '[a](b)', '![a](b)', '[!NOTE]',
    '5f3a9c1d', '**bold**', '_it_', '~~gone~~', '<b>', '&lt;', '$x$', '`@everyone`', 'x`@here`', '||spoiler||', '＠everyone', '[^1]', '{{x}}',
  ];
  for (const word of strange) {
    const said = `before ${word} after`;
    const report = markdown({ text: '', answer: { ...written(said), notes: [said] }, link: null });
    assert.ok(!alive(report).includes(word.replaceAll('`', 'ˋ')), `${word} in\n${report}`);
    assert.doesNotMatch(alive(report), /[@#<[\]$%&~_|{}`\\]|\w\.\w|:\/\//, word);
    assert.ok(
      report.includes(`before \`${word.replaceAll('`', 'ˋ')}\` after`),
      `${word} is not to be read in\n${report}`,
    );
  }
});

test('plain words stay as they are written', () => {
  for (const said of [
    'The same web server, twice',
    "the owner's route-table (public), e.g. 10.0.1.0/24: no way back!",
    'a -> b <-> c & d',
    '网络，入门。🌍 größe',
    'asks 203.0.113.10:40000, 1,000 times',
  ]) {
    assert.ok(markdown({ text: '', answer: { ...answer, title: said }, link: null }).startsWith(`### ${said}\n`), said);
  }
});

test('invisible characters are left out, and those that turn the direction of text', () => {
  const report = markdown({ text: '', answer: { ...answer, title: 'a\u202eb\u0007c \u2067d' }, link: null });
  assert.ok(report.startsWith('### abc d\n'), report);
});

test('no backtick of a person’s ends a line of code or a fence, for a service that knows only the short ones', () => {
  const report = markdown({
    text: 'title "``` @everyone"\n# ````` @here\n',
    answer: written('a` @channel `b'),
    link: null,
  });
  assert.equal(report.match(/```/g)?.length, 2, report);
  assert.doesNotMatch(report.replace(/```[^]*```/, '').replaceAll(/`[^`\n]*`/g, ''), /@/);
});
