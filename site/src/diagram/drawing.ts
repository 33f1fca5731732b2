/// The drawing of a scenario's network, with the shown question's traces laid over it.

import { nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Lab, LabEvent } from '../lab/state.ts';
import type { Send } from '../store.ts';

/// The drawing; nothing where there is none, and then its pane takes no room.
export function drawing(_lab: Lab, _send: Send<LabEvent>): TemplateResult | typeof nothing {
  return nothing;
}
