/// How the editor looks. Its measures are those of the text that is drawn before it is there (style/source.css), so that
/// nothing moves when it comes.

import { EditorView } from '@codemirror/view';

const colours = ['statement', 'word', 'outcome', 'reason', 'comment', 'string', 'address', 'service'] as const;

/// The editor's styles; colours are the page's own, by its custom properties.
export const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'transparent', color: 'var(--ink)', fontSize: 'var(--size-small)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '20px', overflow: 'auto' },
  '.cm-content': { padding: '12px 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 16px 0 3px' },
  '.cm-gutters': { backgroundColor: 'var(--paper)', color: 'var(--soft)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { boxSizing: 'border-box', minWidth: '44px', padding: '0 11px 0 0' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--selection)',
  },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--tint)', outline: '1px solid var(--line)' },
  '.marked': { backgroundColor: 'var(--tint)' },
  '.deciding': { backgroundColor: 'var(--light)' },
  '.cm-gutterElement.deciding': { boxShadow: 'inset 3px 0 var(--drop)' },
  '.cm-gutterElement.marked': { boxShadow: 'inset 3px 0 var(--ink)', color: 'var(--ink)' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--drop) 1px', textUnderlineOffset: '3px' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--flaky) 1px', textUnderlineOffset: '3px' },
  '.cm-lintRange-hint': { backgroundImage: 'none', textDecoration: 'underline dotted var(--soft) 1px', textUnderlineOffset: '3px' },
  '.cm-diagnostic-hint': { borderLeft: '5px solid var(--line)' },
  '.cm-tooltip': { backgroundColor: 'var(--paper)', color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: '6px' },
  '.cm-tooltip-autocomplete.cm-tooltip > ul': { fontFamily: 'var(--mono)', fontSize: 'var(--size-small)', maxWidth: 'min(560px, 95vw)', maxHeight: '264px' },
  '.cm-tooltip-autocomplete.cm-tooltip > ul > li': { display: 'flex', gap: '12px', padding: '2px 10px', lineHeight: '20px' },
  '.cm-tooltip-autocomplete.cm-tooltip > ul > li[aria-selected]': { backgroundColor: 'var(--selection)', color: 'var(--ink)' },
  '.cm-completionLabel': { flex: 'none' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-completionDetail': {
    color: 'var(--soft)', fontStyle: 'normal', fontFamily: 'var(--sans)', marginLeft: 'auto', overflow: 'hidden', textOverflow: 'ellipsis',
  },
  'li[aria-selected] .cm-completionDetail': { color: 'var(--ink)' },
  '.cm-hover': { padding: '6px 10px', maxWidth: '480px', fontFamily: 'var(--sans)', lineHeight: '20px' },
  '.cm-hover p': { margin: '0' },
  '.cm-hover p + p': { marginTop: '4px', color: 'var(--soft)' },
  '.cm-diagnostic': { padding: '6px 10px', whiteSpace: 'pre-wrap', fontFamily: 'var(--sans)' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--drop)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--flaky)' },
  '.cm-diagnosticAction': { backgroundColor: 'transparent', color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: '6px', font: 'inherit' },
  ...Object.fromEntries(colours.map((kind) => [`.t-${kind}`, { color: `var(--t-${kind})` }])),
});
