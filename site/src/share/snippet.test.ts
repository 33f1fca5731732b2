import assert from 'node:assert/strict';
import { test } from 'node:test';
import { snippet } from './snippet.ts';

test('a snippet is one frame', () => {
  const frame = snippet('https://hopwise.example/embed.html#1.eJx', 'Twice');
  assert.equal(
    frame,
    '<iframe src="https://hopwise.example/embed.html#1.eJx" title="Twice, a scenario in Hopwise" width="100%" height="480" loading="lazy" referrerpolicy="no-referrer"></iframe>',
  );
});

test('a title does not leave its attribute', () => {
  const frame = snippet('https://hopwise.example/embed.html?a&b', '"><img src=x onerror=alert(1)>');
  assert.deepEqual(frame.match(/[<>]/g), ['<', '>', '<', '>']);
  assert.ok(frame.includes('title="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;, a'), frame);
});
