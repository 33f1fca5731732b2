/// A scenario in the part of an address behind `#`, which no server sees: the version, a dot, and the content as JSON,
/// packed and written in base64url. The same content always gives the same link.
///
///     {"text":"…","question":0,"step":["aws",1,2],"panel":"text","semantics":1,"outcomes":{"aws":"one-way"}}
///
/// Text and question are always there. The rest says how the scenario is looked at and what its maker was told;
/// defaults are left out. A page ignores a field, or a value of the rest, that it doesn't know, so that links and pages
/// of different ages go together.
///
/// The packing is zlib's, whose checksum tells a link that was altered on its way.

import type { OutcomeKey } from './contract.ts';
import { panels } from './linked.ts';
import type { Linked, Panel, Refusal, Told } from './linked.ts';
import type { Scenario } from './scenario.ts';
import type { StepPlace } from './trace/walk.ts';
import { isOutcome } from './trace/outcome.ts';

/// The version of the links that this page makes. Each version's links open in every later page. It grows only when an
/// older page would misread a link; a further field does not count.
export const linkVersion = 1;

/// The most bytes that a link may unpack to: far more than a scenario takes, far less than would trouble a browser.
export const unpackedLimit = 256 * 1024;

/// A link after it was opened.
export type Opened =
  | { readonly tag: 'scenario'; readonly linked: Linked }
  | { readonly tag: 'none' }
  /// It is a fragment of another kind, such as the name of a part of a page.
  | { readonly tag: 'unrelated' }
  | { readonly tag: 'refused'; readonly why: Refusal };

/// The content of a link to a scenario and nothing else.
export function plain({ text, question }: Scenario): Linked {
  return { text, question, step: null, panel: defaultPanel, told: null };
}

/// The fragment for a scenario, with its `#`; null for a scenario that is too large for a link.
export async function seal(linked: Linked): Promise<string | null> {
  const bytes = new TextEncoder().encode(JSON.stringify(content(linked)));
  if (bytes.length > unpackedLimit) return null;
  const packed = await collect(stream(bytes).pipeThrough(new CompressionStream('deflate')), Infinity);
  return packed === null ? null : `#${linkVersion}.${toBase64URL(packed)}`;
}

/// Reads the fragment of an address.
export async function open(fragment: string): Promise<Opened> {
  if (fragment === '' || fragment === '#') return { tag: 'none' };
  const [, version, body] = /^#(\d{1,6})(?:\.(.*))?$/s.exec(fragment) ?? [];
  if (version === undefined) return { tag: 'unrelated' };
  if (body === undefined) return refused('damaged');
  if (Number(version) > linkVersion) return refused('newer');
  if (!/^[\w-]*$/.test(body)) return refused('damaged');
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
  const linked = read(value);
  return linked === null ? refused('damaged') : { tag: 'scenario', linked };
}

function refused(why: Refusal): Opened {
  return { tag: 'refused', why };
}

/// The panel of a link that names no panel.
const defaultPanel: Panel = 'traces';

/// A link's content as JSON; undefined fields are left out.
function content({ text, question, step, panel, told }: Linked): unknown {
  return {
    text,
    question,
    step: step === null ? undefined : [step.cloud, step.leg, step.step],
    panel: panel === defaultPanel ? undefined : panel,
    semantics: told?.semantics,
    outcomes: told?.outcomes,
  };
}

type Fields = Partial<Record<string, unknown>>;

function read(value: unknown): Linked | null {
  if (!isRecord(value)) return null;
  const { text, question } = value;
  if (typeof text !== 'string' || !isCount(question)) return null;
  const panel = panels.find((each) => each === value['panel']) ?? defaultPanel;
  return { text, question, step: readStep(value['step']), panel, told: readTold(question, value) };
}

function readStep(value: unknown): StepPlace | null {
  if (!Array.isArray(value)) return null;
  const [cloud, leg, step] = value as readonly unknown[];
  return typeof cloud === 'string' && isCount(leg) && isCount(step) ? { cloud, leg, step } : null;
}

function readTold(question: number, { semantics, outcomes }: Fields): Told | null {
  if (!isCount(semantics) || !isRecord(outcomes)) return null;
  const known = Object.entries(outcomes).filter((entry): entry is [string, OutcomeKey] => isOutcome(entry[1]));
  return { question, semantics, outcomes: Object.fromEntries(known) };
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/// Whether a value is a count, or a place in a list.
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

type Bytes = Uint8Array<ArrayBuffer>;

function stream(bytes: Bytes): ReadableStream<Bytes> {
  return new Blob([bytes]).stream();
}

/// The bytes of a stream; null for more than the limit, and then the rest is not read.
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
