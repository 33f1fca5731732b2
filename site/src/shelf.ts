/// The browser's storage for this page. Only this file uses it. The browser may refuse it at any time: by a setting, in
/// a private window, or because it is full.

/// A place to keep texts. Nothing that it does throws.
export interface Shelf {
  /// The text under a key; null for no text, or a refusal.
  get(key: string): string | null;
  /// Keeps a text, and says whether it is kept.
  set(key: string, value: string): boolean;
  remove(key: string): void;
}

/// The shelf of all tabs of this browser.
export const browserShelf: Shelf = shelfOf(() => localStorage);

/// The shelf of this tab: it outlives a reload, and no other tab sees it.
export const tabShelf: Shelf = shelfOf(() => sessionStorage);

/// A shelf on one of the browser's storages. The browser may refuse a storage as soon as it is named.
export function shelfOf(storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): Shelf {
  return {
    get: (key) => attempt(() => storage().getItem(key), null),
    set: (key, value) =>
      attempt(() => {
        storage().setItem(key, value);
        return true;
      }, false),
    remove: (key) => attempt(() => storage().removeItem(key), undefined),
  };
}

function attempt<T>(act: () => T, otherwise: T): T {
  try {
    return act();
  } catch {
    return otherwise;
  }
}
