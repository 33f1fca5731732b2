/// The division of a window between two panes: the first one's part, in percent.

/// Which way a division is moved: to the side (x), or up and down (y).
export type Axis = 'x' | 'y';

/// A division of the page.
export interface Division {
  readonly axis: Axis;
  /// Its part before it is moved.
  readonly initial: number;
  /// Its name for a person who listens.
  readonly label: string;
}

/// The least and the most of a first pane: neither pane is ever lost.
export const least = 15;
export const most = 85;

/// The divisions that a page may have, by name. Each sets the property `--name` of the element that it stands in.
export const divisions = {
  'text-beside': { axis: 'x', initial: 40, label: 'Width of the text' },
  'text-above': { axis: 'y', initial: 42, label: 'Height of the text' },
  drawing: { axis: 'y', initial: 50, label: 'Height of the drawing' },
} as const satisfies Readonly<Record<string, Division>>;

/// The name of a division.
export type DivisionName = keyof typeof divisions;

/// How far one press of an arrow key goes.
const stride = 2;

/// A part within its bounds; the division's initial part for a value that is no number.
export function bounded(part: number, { initial }: Division): number {
  return Number.isFinite(part) ? Math.min(most, Math.max(least, part)) : initial;
}

/// The part after a key; null for a key that does not move this division.
export function afterKey(key: string, part: number, division: Division): number | null {
  const [back, forth] = division.axis === 'x' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  switch (key) {
    case back:
      return bounded(part - stride, division);
    case forth:
      return bounded(part + stride, division);
    case 'Home':
      return least;
    case 'End':
      return most;
    case 'Enter':
      return division.initial;
    default:
      return null;
  }
}
