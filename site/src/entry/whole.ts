/// The script of the site in one file: the scripts of all pages, and the links between them.

import '../diagram/element.ts';
import '../editor/element.ts';
import '../lab/divider.ts';
import '../lesson/element.ts';
import '../playground/element.ts';
import '../help.ts';
import '../scenarios/element.ts';
import '../switch.ts';
import { followLinks } from '../carried.ts';

followLinks();
