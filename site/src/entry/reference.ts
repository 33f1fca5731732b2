/// The script of the reference's pages.

import '../switch.ts';
