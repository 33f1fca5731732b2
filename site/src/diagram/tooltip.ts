/// The tooltip of a part of the drawing.

import { isServer, nothing, svg } from 'lit';
import type { SVGTemplateResult } from 'lit';

/// A title for the part around it. The build leaves it out, since its parser takes it for the page's own title.
export function tooltip(text: string): SVGTemplateResult | typeof nothing {
  return isServer ? nothing : svg`<title>${text}</title>`;
}
