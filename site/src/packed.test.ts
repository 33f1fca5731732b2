import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { unpacked } from './packed.ts';

const filling = Array.from({ length: 100_000 }, (_, index) => index % 251);
const engine = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...filling);

/// A response whose body comes in pieces of a size.
function arriving(content: Uint8Array, size: number): Response {
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (at >= content.length) controller.close();
      else controller.enqueue(content.slice(at, (at += size)));
    },
  });
  return new Response(body);
}

test('an engine is the same whether it arrives packed or unpacked, and in whatever pieces', async () => {
  for (const content of [engine, new Uint8Array(gzipSync(engine))]) {
    for (const size of [1, 3, 4096, Infinity]) {
      const response = await unpacked(arriving(content, size));
      assert.equal(response.headers.get('Content-Type'), 'application/wasm');
      assert.deepEqual(new Uint8Array(await response.arrayBuffer()), engine, `pieces of ${size}`);
    }
  }
});

test('a file that is no engine is refused', async () => {
  for (const content of [
    [],
    [0x1f],
    [0, 0x61, 0x73],
    Array.from('<!doctype html>', (character) => character.charCodeAt(0)),
  ]) {
    await assert.rejects(unpacked(arriving(Uint8Array.from(content), 4)), /neither packed nor WebAssembly/);
  }
  await assert.rejects(unpacked(new Response('', { status: 404 })), /404/);
});
