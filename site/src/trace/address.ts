/// The packet's addresses in a hop: changed ones are underlined, unchanged ones are not repeated.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Packet, Step } from '../contract.ts';

/// One end of a packet: its address, and its port where that is worth saying.
type End = 'source' | 'destination';

/// The change of the packet's addresses by a hop: "→ 10.0.1.10" for a new destination, "198.51.100.7 →" for a new
/// source; null for no change.
export function addressChange(step: Step): TemplateResult | null {
  const [source, destination] = [changedEnd(step, 'source'), changedEnd(step, 'destination')];
  if (source === null && destination === null) return null;
  return html`<span class="change">${source ?? nothing} → ${destination ?? nothing}</span>`;
}

/// The hop's decision without the addresses that stand beside it: "translates" of "translates 198.51.100.7 to
/// 10.0.1.10".
export function wordsBeside(step: Step, before: Packet): string {
  const ends: readonly End[] = ['source', 'destination'];
  return ends.reduce((words, end) => words.replace(` ${before[end]} to ${step.packet[end]}`, ''), step.text);
}

/// A packet in full, with the fields that a hop changed underlined.
export function packetInFull(packet: Packet, changed: readonly string[] = []): TemplateResult {
  return html`<code>${end(packet, 'source', changed)} → ${end(packet, 'destination', changed)} ${marked(protocol(packet), changed.includes('service'))}</code>`;
}

function changedEnd({ packet, changed = [] }: Step, which: End): TemplateResult | null {
  if (changed.includes(`${which}Port`)) return end(packet, which, changed);
  return changed.includes(which) ? html`<u>${packet[which]}</u>` : null;
}

function end(packet: Packet, which: End, changed: readonly string[]): TemplateResult {
  const port = packet[`${which}Port`];
  if (port === '') return html`${marked(packet[which], changed.includes(which))}`;
  const address = packet[which].includes(':') ? `[${packet[which]}]` : packet[which];
  return html`${marked(address, changed.includes(which))}:${marked(port, changed.includes(`${which}Port`))}`;
}

function marked(text: string, underlined: boolean): string | TemplateResult {
  return underlined ? html`<u>${text}</u>` : text;
}

function protocol({ service }: Packet): string {
  return service.split('/', 1)[0] ?? '';
}
