/// The keyboard shortcuts in the list under `?`.

/// Keys that do one thing; several keys are several ways to it. `Mod` is Ctrl, or ⌘ on a Mac.
export interface Shortcut {
  readonly keys: readonly string[];
  readonly does: string;
}

/// The shortcuts of one part of the page.
export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

/// Every shortcut, by the part of the page that needs the focus.
export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    title: 'In the text',
    shortcuts: [
      { keys: ['Mod Enter'], does: 'Go to the hop that decides' },
      { keys: ['Ctrl Space'], does: 'Show the completions here' },
      { keys: ['F1'], does: 'Show the meaning of the word' },
      { keys: ['Mod F'], does: 'Search and replace' },
      { keys: ['Shift Alt F'], does: 'Format' },
      { keys: ['Mod Z'], does: 'Undo, also a change that a button made' },
      { keys: ['Tab'], does: 'Take the completion, or leave the text' },
    ],
  },
  {
    title: 'In the drawing',
    shortcuts: [
      { keys: ['.', ','], does: 'Step on, or back' },
      { keys: ['+', '-', '0'], does: 'Zoom in, zoom out, show all' },
      { keys: ['←', '→', '↑', '↓'], does: 'Move it, where it is larger than its pane' },
    ],
  },
  {
    title: 'In the traces',
    shortcuts: [
      { keys: ['↓', 'j'], does: 'Go to the next hop' },
      { keys: ['↑', 'k'], does: 'Go to the hop before' },
      { keys: ['→', '←'], does: 'Go to the other cloud' },
      { keys: ['Home', 'End'], does: 'Go to the first hop, to the last' },
      { keys: ['Enter', 'Space'], does: 'Open the hop, or close it' },
      { keys: ['Esc'], does: 'Go to its line of the text' },
    ],
  },
  {
    title: 'On a line between panes',
    shortcuts: [
      { keys: ['←', '→', '↑', '↓'], does: 'Move it' },
      { keys: ['Enter'], does: 'Put it back' },
    ],
  },
  { title: 'Anywhere but in a text', shortcuts: [{ keys: ['?'], does: 'Show this list' }] },
];

/// The name of a key on this machine.
export function keyName(key: string, mac: boolean): string {
  return key === 'Mod' ? (mac ? '⌘' : 'Ctrl') : key;
}
