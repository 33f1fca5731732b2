/// A table of the reference, which scrolls by itself where the window is narrow.

import { html } from 'lit';
import type { TemplateResult } from 'lit';

/// A table with a head.
export function table(head: readonly string[], rows: readonly (readonly TemplateResult[])[]): TemplateResult {
  return html`<div class="table" tabindex="0" role="group" aria-label=${head.join(', ')}>
    <table>
      <thead>
        <tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}
      </tbody>
    </table>
  </div>`;
}
