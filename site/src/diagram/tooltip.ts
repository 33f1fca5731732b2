/// What is said of a part of the drawing while the pointer rests on it.

import { isServer, nothing, svg } from 'lit';
import type { SVGTemplateResult } from 'lit';

/// A title for the part that it stands in. The build leaves it out, since its parser takes it for the page's own.
export function tooltip(text: string): SVGTemplateResult | typeof nothing {
  return isServer ? nothing : svg`<title>${text}</title>`;
}
