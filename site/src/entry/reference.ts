/// The script of the reference's pages.

import '../switch.ts';
import { keepOffline } from '../offline.ts';

keepOffline();
