/// A scenario as text for the clipboard.

import { inStep, linkedOf } from '../lab/state.ts';
import type { Lab, Shared } from '../lab/state.ts';
import { seal } from '../link.ts';

/// The text of a link, a report or a frame, for the page's address; null for a scenario that is too large for a link.
/// Rarely used formats are loaded on request.
export async function shared(what: Shared, lab: Lab, page: string): Promise<string | null> {
  const fragment = await seal(linkedOf(lab));
  const link = fragment === null ? null : new URL(fragment, page).href;
  switch (what) {
    case 'link':
      return link;
    case 'markdown': {
      const { markdown } = await import('./markdown.ts');
      return markdown({ text: lab.shown.text, answer: inStep(lab) ? lab.answer : null, link });
    }
    case 'embed': {
      const { snippet } = await import('./snippet.ts');
      return fragment === null
        ? null
        : snippet(new URL(`embed.html${fragment}`, page).href, inStep(lab) ? (lab.answer?.title ?? '') : '');
    }
  }
}
