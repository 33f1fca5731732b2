/// The engine as it arrives: packed as it is shipped, or unpacked already by a host that declares the packing to the
/// browser (Content-Encoding). Its first bytes tell which, not the host's headers.

type Bytes = Uint8Array<ArrayBuffer>;

/// The first bytes of each kind of file.
const starts = { gzip: [0x1f, 0x8b], wasm: [0x00, 0x61, 0x73, 0x6d] } as const;

/// The engine as WebAssembly, as it arrives.
export async function unpacked(arriving: Response): Promise<Response> {
  if (!arriving.ok || arriving.body === null) throw new Error(`engine: ${arriving.status}`);
  const [probe, content] = arriving.body.tee();
  return new Response(unpack(content, await first(probe, starts.wasm.length)), {
    headers: { 'Content-Type': 'application/wasm' },
  });
}

function unpack(content: ReadableStream<Bytes>, begin: readonly number[]): ReadableStream<Bytes> {
  const is = (kind: keyof typeof starts): boolean => starts[kind].every((byte, index) => begin[index] === byte);
  if (is('gzip')) return content.pipeThrough(new DecompressionStream('gzip'));
  if (is('wasm')) return content;
  throw new Error('engine: neither packed nor WebAssembly');
}

/// The first bytes of a stream: `count`, or all of a shorter one.
async function first(stream: ReadableStream<Bytes>, count: number): Promise<readonly number[]> {
  const begin: number[] = [];
  const reader = stream.getReader();
  while (begin.length < count) {
    const { done, value } = await reader.read();
    if (done) return begin;
    begin.push(...value.subarray(0, count));
  }
  void reader.cancel();
  return begin;
}
