/// Light or dark: the system's choice until the visitor makes one, which is kept.

/// A colour scheme.
export type Scheme = 'light' | 'dark';

const key = 'hopwise.scheme';

/// The scheme that the visitor chose in this browser, if any.
export function chosenScheme(): Scheme | null {
  try {
    const kept = localStorage.getItem(key);
    return kept === 'light' || kept === 'dark' ? kept : null;
  } catch {
    return null;
  }
}

/// The scheme in force.
export function schemeInForce(): Scheme {
  return chosenScheme() ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

/// Puts a choice in force and keeps it.
export function chooseScheme(scheme: Scheme): void {
  document.documentElement.dataset['scheme'] = scheme;
  try {
    localStorage.setItem(key, scheme);
  } catch {
    // The browser keeps nothing for this page: the choice holds until it is left.
  }
}
