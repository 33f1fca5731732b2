/// A scenario in the part of an address behind `#`, which no server sees: the version, a dot, and the scenario as JSON,
/// packed and written in base64url. The same text always gives the same link.
///
/// The packing is zlib's, whose checksum tells a link that was altered on its way.

import type { Scenario } from './lab/state.ts';

/// The version of the links that this page makes. Each version's links open in every later page.
export const linkVersion = 1;

/// What a link may unpack to, in bytes: far more than a scenario takes, far less than would trouble a browser.
export const unpackedLimit = 256 * 1024;

/// What a link turns out to be.
export type Opened =
  | { readonly tag: 'scenario'; readonly scenario: Scenario }
  | { readonly tag: 'none' }
  | { readonly tag: 'refused'; readonly why: Refusal };

/// Why a link is not opened.
export type Refusal = 'damaged' | 'newer' | 'too-large';

/// The fragment for a scenario, with its `#`; null where the scenario is too large for a link.
export async function seal(scenario: Scenario): Promise<string | null> {
  const bytes = new TextEncoder().encode(JSON.stringify({ text: scenario.text, question: scenario.question }));
  if (bytes.length > unpackedLimit) return null;
  const packed = await collect(stream(bytes).pipeThrough(new CompressionStream('deflate')), Infinity);
  return packed === null ? null : `#${linkVersion}.${toBase64URL(packed)}`;
}

/// What the fragment of an address holds.
export async function open(fragment: string): Promise<Opened> {
  if (fragment === '' || fragment === '#') return { tag: 'none' };
  const [, version, body] = /^#(\d{1,6})\.([\w-]*)$/.exec(fragment) ?? [];
  if (version === undefined || body === undefined) return refused('damaged');
  if (Number(version) > linkVersion) return refused('newer');
  try {
    return await unpack(fromBase64URL(body));
  } catch {
    return refused('damaged');
  }
}

async function unpack(packed: Bytes): Promise<Opened> {
  const bytes = await collect(stream(packed).pipeThrough(new DecompressionStream('deflate')), unpackedLimit);
  if (bytes === null) return refused('too-large');
  const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  return isScenario(value) ? { tag: 'scenario', scenario: value } : refused('damaged');
}

function refused(why: Refusal): Opened {
  return { tag: 'refused', why };
}

function isScenario(value: unknown): value is Scenario {
  if (typeof value !== 'object' || value === null) return false;
  const { text, question } = value as Partial<Record<string, unknown>>;
  return typeof text === 'string' && Number.isSafeInteger(question) && Number(question) >= 0;
}

type Bytes = Uint8Array<ArrayBuffer>;

function stream(bytes: Bytes): ReadableStream<Bytes> {
  return new Blob([bytes]).stream();
}

/// The bytes of a stream; null as soon as there are more than the limit.
async function collect(source: ReadableStream<Uint8Array>, limit: number): Promise<Bytes | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = source.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return join(chunks, size);
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
}

function join(chunks: readonly Uint8Array[], size: number): Bytes {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function toBase64URL(bytes: Bytes): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64URL(text: string): Bytes {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
