import { EditorView } from '@codemirror/view';

/// Writes what is typed over a selection as a change of the editor's own. Left to itself the browser would carry the look of
/// the selected text over as an inline style, which the page's policy forbids and the console then tells of.
export const overtype = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const selected = view.state.selection.ranges.some((range) => !range.empty);
    if (event.inputType !== 'insertText' || event.data === null || view.composing || !selected) return false;
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true });
    event.preventDefault();
    return true;
  },
});
