/// The playground's script: the engine first of all, then the page over what was drawn at build time.

import '../diagram/element.ts';
import '../editor/element.ts';
import '../lab/divider.ts';
import '../playground/element.ts';
import '../help.ts';
import '../scenarios/element.ts';
import '../switch.ts';
import { keepOffline } from '../offline.ts';

keepOffline();
