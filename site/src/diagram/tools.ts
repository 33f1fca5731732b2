/// The tools above the drawing: stepping, zooming, saving.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { zoomStep } from './camera.ts';

/// The formats that a drawing is saved in.
export type Format = 'SVG' | 'PNG';

/// The state that the tools are drawn from.
export interface ToolsState {
  /// There is a trace to step along.
  readonly traced: boolean;
  readonly motion: boolean;
  /// Whether all clouds are shown; null if the question is asked of all of them anyway.
  readonly whole: boolean | null;
  /// The words about saving.
  readonly said: string;
}

/// The actions of the tools.
export interface ToolsActs {
  readonly step: (way: 'next' | 'previous') => void;
  readonly replay: () => void;
  readonly motion: () => void;
  readonly zoom: (factor: number) => void;
  readonly fit: () => void;
  readonly close: () => void;
  readonly whole: () => void;
  readonly save: (format: Format) => void;
}

/// The tools.
export function tools({ traced, motion, whole, said }: ToolsState, acts: ToolsActs): TemplateResult {
  return html`<div class="drawing-tools scripted" role="toolbar" aria-label="Drawing">
    <span class="tool-group">
      <button type="button" ?disabled=${!traced} @click=${() => acts.step('previous')} aria-label="Step back">‹</button>
      <button type="button" ?disabled=${!traced} @click=${() => acts.step('next')}>Step ›</button>
      <button type="button" ?disabled=${!traced || !motion} @click=${acts.replay}>Replay</button>
      <button type="button" aria-pressed=${motion} @click=${acts.motion}>Motion</button>
    </span>
    <span class="tool-group">
      <button type="button" @click=${() => acts.zoom(1 / zoomStep)} aria-label="Zoom out">−</button>
      <button type="button" @click=${() => acts.zoom(zoomStep)} aria-label="Zoom in">+</button>
      <button type="button" @click=${acts.fit}>Fit</button>
      <button type="button" ?disabled=${!traced} @click=${acts.close}>Trace</button>
      ${whole === null ? nothing : html`<button type="button" aria-pressed=${whole} @click=${acts.whole}>All clouds</button>`}
      <button type="button" @click=${() => acts.save('SVG')}>SVG</button>
      <button type="button" @click=${() => acts.save('PNG')}>PNG</button>
    </span>
    <p class="saving-note" role="status">${said}</p>
  </div>`;
}
