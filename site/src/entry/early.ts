/// Runs before the page is painted: the visitor's light or dark, so that nothing flashes.

import { chosenScheme } from '../scheme.ts';

const scheme = chosenScheme();
if (scheme !== null) document.documentElement.dataset['scheme'] = scheme;
