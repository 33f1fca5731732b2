import { EditorView } from '@codemirror/view';

/// Replaces a selection by typed text with a change of the editor's own. The browser's own replacement would keep the
/// look of the selected text as an inline style, which the page's policy forbids and the console reports.
export const overtype = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const selected = view.state.selection.ranges.some((range) => !range.empty);
    if (event.inputType !== 'insertText' || event.data === null || view.composing || !selected) return false;
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true });
    event.preventDefault();
    return true;
  },
});
