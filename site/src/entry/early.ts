/// Sets the visitor's light or dark before the page is painted, so that nothing flashes.

import { chosenScheme } from '../scheme.ts';

const scheme = chosenScheme();
if (scheme !== null) document.documentElement.dataset['scheme'] = scheme;
