/// The data in a page that the build drew its markup from.

import type { LiveBlock } from './lesson/lesson.ts';
import type { Scene } from './scenario.ts';

/// A page's data, by the page's kind.
export type PageData =
  | { readonly kind: 'playground'; readonly scene: Scene }
  | { readonly kind: 'lesson'; readonly folder: string; readonly live: readonly LiveBlock[] }
  | { readonly kind: 'embed' }
  | { readonly kind: 'lessons' }
  | { readonly kind: 'reference' };

/// The data of the page that this script runs in.
export function pageData(): PageData {
  return JSON.parse(document.getElementById('data')?.textContent ?? '') as PageData;
}
