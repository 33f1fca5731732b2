/// Search in the editor: CodeMirror's own, in this page's words. Ctrl-F opens it, Escape closes it.

import { search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';

/// Finds and replaces text.
export const finding: Extension = [
  search({ top: true }),
  keymap.of(searchKeymap),
  EditorState.phrases.of({
    next: 'Next',
    previous: 'Previous',
    all: 'Select all',
    'match case': 'Match case',
    regexp: 'Regular expression',
    'by word': 'Whole words',
    replace: 'Replace',
    'replace all': 'Replace all',
    close: 'Close the search',
    go: 'Go',
  }),
];
