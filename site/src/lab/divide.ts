/// How a window is divided between two panes: which part of it the first one takes, in percent.

/// Which way a division is moved: to the side (x), or up and down (y).
export type Axis = 'x' | 'y';

/// A division of the page.
export interface Division {
  readonly axis: Axis;
  /// Where it is until somebody moves it.
  readonly initial: number;
  /// What is said of it to a person who listens.
  readonly label: string;
}

/// The least and the most that a first pane takes: neither pane is ever lost.
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

/// A part within its bounds; what is no number is the division's initial part.
export function bounded(part: number, { initial }: Division): number {
  return Number.isFinite(part) ? Math.min(most, Math.max(least, part)) : initial;
}

/// The part after a key; null where the key says nothing to this division.
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
