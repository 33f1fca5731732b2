/// The drawing of a scenario's network, with the shown question's traces laid over it.

import { html, isServer, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Lab, LabEvent } from '../lab/state.ts';
import type { Send } from '../store.ts';
import { scene } from './scene.ts';
import { whole } from './view.ts';
import { inWords } from './words.ts';

/// The drawing; nothing for an answer without one, so that its pane takes no room. In the browser the element draws
/// itself, and keeps its zoom and its motion.
export function drawing(lab: Lab, send: Send<LabEvent>): TemplateResult | typeof nothing {
  const drawn = lab.drawn ?? lab.answer;
  if (drawn === null || drawn.drawings.length === 0) return nothing;
  return html`<hop-drawing .lab=${lab} .send=${send}>${isServer ? still(lab) : nothing}</hop-drawing>`;
}

/// The drawing as it is read without scripts.
function still(lab: Lab): TemplateResult | typeof nothing {
  const drawn = lab.drawn ?? lab.answer;
  if (drawn === null) return nothing;
  return html`<div class="canvas">${scene({ drawn, stacked: false, whole: false, portions: whole(drawn.drawings, 0) })}</div>
    <details class="in-words"><summary>As text</summary>${inWords(drawn, null)}</details>`;
}
