import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileLimit, fileName, nameLimit, readText } from './file.ts';

test('a file is named for the title', () => {
  assert.equal(fileName('The same web server, twice'), 'The-same-web-server-twice.vpc');
  assert.equal(fileName('网络 🌍 入门'), '网络-入门.vpc');
});

test('a title that is no name gives a name all the same', () => {
  for (const title of ['', '...', '🌍', ' / ']) assert.equal(fileName(title), 'scenario.vpc', title);
  assert.equal(fileName('../../etc/passwd'), 'etc-passwd.vpc');
  assert.equal(fileName('CON'), 'scenario-CON.vpc');
  assert.equal(fileName('<img src=x onerror=alert(1)>'), 'img-src-x-onerror-alert-1.vpc');
  for (const device of ['CON', 'nul', 'Aux', 'prn', 'com1', 'LPT9', 'com¹', 'ＣＯＮ', ' con. ']) {
    assert.match(fileName(device, 'svg'), /^scenario-.+\.svg$/, device);
  }
});

test('a file’s name is short, and nothing in it is hidden or turns the direction', () => {
  for (const title of ['long '.repeat(1000), '网'.repeat(5000), '🌍a'.repeat(5000), 'e\u0301'.repeat(5000)]) {
    const name = fileName(title, 'png');
    assert.ok(new TextEncoder().encode(name).length <= 4 * nameLimit + '.png'.length, name);
    assert.ok(Array.from(name).length <= nameLimit + '.png'.length, name);
  }
  assert.equal(fileName('...hidden'), 'hidden.vpc');
  assert.equal(fileName('\u0301\u0301-a'), 'a.vpc');
  assert.equal(fileName('ph\u202egpj.exe\u0000\u001b[2Jx'), 'phgpj-exe-2Jx.vpc');
  assert.equal(fileName('\u3164\u115f\u2067'), 'scenario.vpc');
});

test('a text file is read, whatever its encoding', async () => {
  const text = 'title "网络 🌍"\nhost a\n';
  const read = { tag: 'text', text };
  assert.deepEqual(await readText(new Blob([text])), read);
  assert.deepEqual(await readText(new Blob(['\ufeff', text])), read);
  assert.deepEqual(await readText(new Blob([Buffer.from(`\ufeff${text}`, 'utf16le')])), read);
});

test('a file of the largest size is read, a larger one is refused', async () => {
  assert.equal((await readText(new Blob(['a'.repeat(fileLimit)]))).tag, 'text');
  assert.deepEqual(await readText(new Blob(['a'.repeat(fileLimit + 1)])), { tag: 'refused', why: 'file-too-large' });
});

test('a file without text is refused', async () => {
  for (const bytes of [[0x89, 0x50, 0x4e, 0x47], [0x61, 0, 0x62], [0xc3, 0x28]]) {
    assert.deepEqual(await readText(new Blob([Uint8Array.from(bytes)])), { tag: 'refused', why: 'file-not-text' });
  }
});
