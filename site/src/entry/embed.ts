/// The script of the embedded page.

import '../diagram/element.ts';
import '../embed/element.ts';
