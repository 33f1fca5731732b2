/// The script of the lessons' pages.

import '../lesson/element.ts';
import '../diagram/element.ts';
import '../editor/element.ts';
import '../help.ts';
import '../switch.ts';
import { keepOffline } from '../offline.ts';

keepOffline();
