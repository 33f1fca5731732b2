/// A scenario as a file: its name, and which files are opened.

import type { Refusal } from '../linked.ts';

/// How large a file is opened, in bytes: dsl.MaxSize in Go.
export const fileLimit = 1024 * 1024;

/// A file after it was read.
export type FileContent =
  { readonly tag: 'text'; readonly text: string } | { readonly tag: 'refused'; readonly why: Refusal };

/// How long the name of a file may be before its ending, in characters: with the longest of them, within the 255 bytes
/// that file systems take.
export const nameLimit = 60;

/// The name of a file for a title: letters and digits of any script with hyphens between, without invisible characters,
/// and no name that Windows keeps for a device.
export function fileName(title: string, ending: 'vpc' | 'svg' | 'png' = 'vpc'): string {
  const plain = title.normalize('NFC').replaceAll(/\p{DI}+/gu, '').replaceAll(/[^\p{L}\p{M}\p{N}_]+/gu, '-');
  const short = Array.from(plain.replace(/^[-\p{M}]+/u, '')).slice(0, nameLimit).join('').replace(/-+$/, '');
  if (short === '') return `scenario.${ending}`;
  return devices.test(short.normalize('NFKC')) ? `scenario-${short}.${ending}` : `${short}.${ending}`;
}

/// The names that Windows takes for devices, whatever the ending.
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/// Reads a file as text, in UTF-8 or in the UTF-16 that some editors of Windows write.
export async function readText(file: Blob): Promise<FileContent> {
  if (file.size > fileLimit) return { tag: 'refused', why: 'file-too-large' };
  try {
    const text = decode(new Uint8Array(await file.arrayBuffer()));
    if (text.includes('\0')) return { tag: 'refused', why: 'file-not-text' };
    return { tag: 'text', text };
  } catch {
    return { tag: 'refused', why: 'file-not-text' };
  }
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

/// Gives the visitor a text as a file.
export function save(name: string, text: string): void {
  offer(name, new Blob([text], { type: 'text/plain;charset=utf-8' }));
}

/// Gives the visitor a file.
export function offer(name: string, content: Blob): void {
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(content);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000); // the browser may ask first where to put it
}
