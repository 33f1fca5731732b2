/// Help in the editor: what the word under the pointer means, and with F1 the word at the cursor.

import { StateEffect, StateField } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView, hoverTooltip, keymap, showTooltip } from '@codemirror/view';
import type { Tooltip } from '@codemirror/view';
import type { Hovered } from '../contract.ts';
import { saidNodes, saidText } from '../isolate.ts';
import type { Assistant } from './assistant.ts';

/// Says what words mean.
export function hover(assistant: Assistant): Extension {
  return [
    hoverTooltip(async (view, at) => {
      const hovered = await assistant.hover(view.state.doc.toString(), at);
      return hovered === null ? null : tooltip(hovered);
    }),
    asked,
    keymap.of([
      { key: 'F1', run: (view) => ask(view, assistant) },
      { key: 'Escape', run: close },
    ]),
  ];
}

/// The lines as text, never as markup: they hold names that a person wrote.
function tooltip({ from, to, lines }: Hovered): Tooltip {
  const create = (): { dom: HTMLElement } => {
    const dom = document.createElement('div');
    dom.className = 'cm-hover';
    for (const line of lines) {
      const paragraph = document.createElement('p');
      paragraph.append(...saidNodes(line));
      dom.append(paragraph);
    }
    return { dom };
  };
  return { pos: from, end: to, above: true, create };
}

const setAsked = StateEffect.define<Tooltip | null>();

/// The help that was asked for by key. It closes when the text or the cursor changes.
const asked = StateField.define<Tooltip | null>({
  create: () => null,
  update: (shown, transaction) => {
    const effect = transaction.effects.find((each) => each.is(setAsked));
    if (effect !== undefined) return effect.value as Tooltip | null;
    return transaction.docChanged || transaction.selection !== undefined ? null : shown;
  },
  provide: (field) => showTooltip.from(field),
});

function ask(view: EditorView, assistant: Assistant): boolean {
  void (async () => {
    const { state } = view;
    const hovered = await assistant.hover(state.doc.toString(), state.selection.main.head);
    if (hovered === null || view.state.doc !== state.doc) return;
    view.dispatch({
      effects: [setAsked.of(tooltip(hovered)), EditorView.announce.of(saidText(hovered.lines.join(' ')))],
    });
  })();
  return true;
}

function close(view: EditorView): boolean {
  if (view.state.field(asked) === null) return false;
  view.dispatch({ effects: setAsked.of(null) });
  return true;
}
