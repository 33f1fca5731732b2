/// Light or dark: the system's choice until the visitor makes one, which is kept.

import { browserShelf } from './shelf.ts';

/// A colour scheme.
export type Scheme = 'light' | 'dark';

const key = 'hopwise.scheme';

/// The scheme that the visitor chose in this browser, if any.
export function chosenScheme(): Scheme | null {
  const kept = browserShelf.get(key);
  return kept === 'light' || kept === 'dark' ? kept : null;
}

/// The scheme in force.
export function schemeInForce(): Scheme {
  return chosenScheme() ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

/// Puts a choice in force and keeps it. A browser that keeps nothing forgets it with the page.
export function chooseScheme(scheme: Scheme): void {
  document.documentElement.dataset['scheme'] = scheme;
  browserShelf.set(key, scheme);
}
