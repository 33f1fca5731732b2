/// The editor's look. Its measures are those of the text that is drawn before the editor is there (style/source.css),
/// so that nothing moves when it comes.

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
  '.cm-lintRange-error': {
    backgroundImage: 'none', textDecoration: 'underline wavy var(--drop) 1px', textUnderlineOffset: '3px',
  },
  '.cm-lintRange-warning': {
    backgroundImage: 'none', textDecoration: 'underline wavy var(--flaky) 1px', textUnderlineOffset: '3px',
  },
  '.cm-lintRange-hint': {
    backgroundImage: 'none', textDecoration: 'underline dotted var(--soft) 1px', textUnderlineOffset: '3px',
  },
  '.cm-diagnostic-hint': { borderLeft: '5px solid var(--line)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--paper)', color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: '6px',
  },
  '.cm-tooltip-autocomplete.cm-tooltip > ul': {
    fontFamily: 'var(--mono)', fontSize: 'var(--size-small)', maxWidth: 'min(560px, 95vw)', maxHeight: '264px',
  },
  '.cm-tooltip-autocomplete.cm-tooltip > ul > li': {
    display: 'flex', gap: '12px', padding: '2px 10px', lineHeight: '20px',
  },
  '.cm-tooltip-autocomplete.cm-tooltip > ul > li[aria-selected]': {
    backgroundColor: 'var(--selection)', color: 'var(--ink)',
  },
  '.cm-completionLabel': { flex: 'none', unicodeBidi: 'isolate' },
  '.special': { color: 'var(--drop)', fontWeight: '600' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-completionDetail': {
    color: 'var(--soft)', fontStyle: 'normal', fontFamily: 'var(--sans)', marginLeft: 'auto', overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  'li[aria-selected] .cm-completionDetail': { color: 'var(--ink)' },
  '.cm-hover': { padding: '6px 10px', maxWidth: '480px', fontFamily: 'var(--sans)', lineHeight: '20px' },
  '.cm-hover p': { margin: '0' },
  '.cm-hover p + p': { marginTop: '4px', color: 'var(--soft)' },
  '.cm-diagnostic': { padding: '6px 10px', whiteSpace: 'pre-wrap', fontFamily: 'var(--sans)' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--drop)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--flaky)' },
  '.cm-diagnosticAction': {
    backgroundColor: 'transparent', color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: '6px',
    font: 'inherit',
  },
  '.cm-panels': { backgroundColor: 'var(--paper)', color: 'var(--ink)' },
  '.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search, .cm-dialog': {
    display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px', padding: '8px 40px 8px 16px',
    fontFamily: 'var(--sans)',
  },
  '.cm-panel.cm-search br': { flexBasis: '100%', height: '0', content: '""', display: 'block' },
  '.cm-panel.cm-search label, .cm-dialog label': {
    display: 'inline-flex', alignItems: 'center', gap: '4px', margin: '0', fontSize: 'var(--size-small)',
  },
  '.cm-panel.cm-search input[type=checkbox]': { margin: '0', accentColor: 'var(--ink)' },
  '.cm-textfield': {
    margin: '0', padding: '3px 8px', minHeight: '28px', width: '20ch', fontFamily: 'var(--mono)',
    fontSize: 'var(--size-small)',
    backgroundColor: 'var(--paper)', color: 'var(--ink)', border: '1px solid var(--control)', borderRadius: '6px',
  },
  '.cm-button': {
    margin: '0', padding: '3px 10px', minHeight: '28px', fontFamily: 'var(--sans)', fontSize: 'var(--size-small)',
    backgroundImage: 'none', backgroundColor: 'transparent', color: 'var(--ink)', border: '1px solid var(--control)',
    borderRadius: '6px', cursor: 'pointer',
  },
  '.cm-button:hover': { backgroundColor: 'var(--tint)' },
  '.cm-panel.cm-search [name=close], .cm-dialog-close': {
    position: 'absolute', top: '8px', right: '8px', width: '28px', height: '28px', margin: '0', padding: '0',
    fontSize: '20px',
    color: 'var(--soft)', backgroundColor: 'transparent', border: 'none', cursor: 'pointer',
  },
  ':is(.cm-textfield, .cm-button, [name=close]):focus-visible': {
    outline: '2px solid var(--focus)', outlineOffset: '1px',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--light)', outline: '1px solid var(--flaky)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--selection)', outline: '2px solid var(--focus)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--tint)' },
  '@media (forced-colors: active)': {
    '.cm-line.deciding, .cm-line.marked': { outline: '1px solid Highlight', outlineOffset: '-1px' },
    '.cm-selectionBackground': { forcedColorAdjust: 'none' },
  },
  '@media print': {
    '&': { height: 'auto' },
    '.cm-scroller': { overflow: 'visible' },
    '.cm-content': { whiteSpace: 'pre-wrap' },
    '.cm-panels, .cm-tooltip, .cm-cursorLayer, .cm-selectionLayer': { display: 'none' },
  },
  ...Object.fromEntries(colours.map((kind) => [`.t-${kind}`, { color: `var(--t-${kind})` }])),
});
