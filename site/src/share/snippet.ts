/// The markup that shows a scenario in somebody else's page.

import { isolated } from '../isolate.ts';

/// A frame that shows an address of embed.html, for a person to paste.
export function snippet(address: string, title: string): string {
  const name = title === '' ? 'A scenario in Hopwise' : `${isolated(title)}, a scenario in Hopwise`;
  return `<iframe src="${escaped(address)}" title="${escaped(name)}" width="100%" height="480" loading="lazy" referrerpolicy="no-referrer"></iframe>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
