/// The playground's script: it starts the engine, then draws the page over the one from build time.

import '../diagram/element.ts';
import '../editor/element.ts';
import '../lab/divider.ts';
import '../playground/element.ts';
import '../help.ts';
import '../scenarios/element.ts';
import '../switch.ts';
import { keepOffline } from '../offline.ts';

keepOffline();
