/// The script of the page that shows a scenario in other people's pages.

import '../diagram/element.ts';
import '../embed/element.ts';
