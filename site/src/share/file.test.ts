import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileLimit, fileName, readText } from './file.ts';

test('a file is named for the title', () => {
  assert.equal(fileName('The same web server, twice'), 'The-same-web-server-twice.vpc');
  assert.equal(fileName('网络 🌍 入门'), '网络-入门.vpc');
});

test('a title that is no name gives a name all the same', () => {
  for (const title of ['', '...', '🌍', ' / ']) assert.equal(fileName(title), 'scenario.vpc', title);
  assert.equal(fileName('../../etc/passwd'), 'etc-passwd.vpc');
  assert.equal(fileName('CON'), 'scenario-CON.vpc');
  assert.equal(fileName('<img src=x onerror=alert(1)>'), 'img-src-x-onerror-alert-1.vpc');
  assert.ok(fileName('long '.repeat(99)).length <= 64);
});

test('a text file is read, whatever its line ends and its encoding', async () => {
  const text = 'title "网络 🌍"\nhost a\n';
  const read = { tag: 'text', text };
  assert.deepEqual(await readText(new Blob([text])), read);
  assert.deepEqual(await readText(new Blob(['\ufeff', text.replaceAll('\n', '\r\n')])), read);
  assert.deepEqual(await readText(new Blob([Buffer.from(`\ufeff${text}`, 'utf16le')])), read);
});

test('a file of the largest size is read, a larger one is refused', async () => {
  assert.equal((await readText(new Blob(['a'.repeat(fileLimit)]))).tag, 'text');
  assert.deepEqual(await readText(new Blob(['a'.repeat(fileLimit + 1)])), { tag: 'refused', why: 'file-too-large' });
});

test('what is no text is refused', async () => {
  for (const bytes of [[0x89, 0x50, 0x4e, 0x47], [0x61, 0, 0x62], [0xc3, 0x28]]) {
    assert.deepEqual(await readText(new Blob([Uint8Array.from(bytes)])), { tag: 'refused', why: 'file-not-text' });
  }
});
