/// The packet at the hop where the visitor is: a dot on the way, with the addresses that it has there.

import { nothing, svg } from 'lit';
import type { SVGTemplateResult } from 'lit';
import type { Packet, Trace, CloudDrawing } from '../contract.ts';
import type { StepPlace } from '../trace/walk.ts';
import { labelArea } from './label.ts';
import { reasonArea, stepPlace } from './way.ts';

/// The packet of a cloud's trace; nothing while the visitor is in another cloud, or at no hop.
export function packetAt(
  drawing: CloudDrawing,
  trace: Trace,
  place: StepPlace | null,
): SVGTemplateResult | typeof nothing {
  if (place?.cloud !== drawing.cloud) return nothing;
  const [drawn, step] = [drawing.ways[place.leg], trace.legs[place.leg]?.steps[place.step]];
  if (drawn === undefined || step === undefined) return nothing;
  const { x, y } = stepPlace(drawn, place.step);
  const [source, destination] = [end(step.packet, 'source'), end(step.packet, 'destination')];
  const width = (source.length + destination.length + 3) * 6.75 + 16;
  const area = labelArea(
    drawing,
    { x, y },
    width,
    20,
    step.mark === 'drop' ? [reasonArea(drawing, step, { x, y })] : [],
  );
  const [left, top] = [area.x - x, area.y - y];
  return svg`<g class="packet" transform=${`translate(${x} ${y})`}>
    <circle class="halo" r="9" /><circle class="dot" r="5" />
    <rect x=${left} y=${top} width=${width} height="20" rx="6" />
    <text class="mono" x=${left + 8} y=${top + 14}>${address(source, step.changed?.includes('source'))}<tspan class="soft"> → </tspan>${address(destination, step.changed?.includes('destination'))}</text>
  </g>`;
}

function end(packet: Packet, which: 'source' | 'destination'): string {
  const address = packet[which];
  const port = which === 'source' ? packet.sourcePort : packet.destinationPort;
  if (port === '' || port.includes('-')) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function address(text: string, changed: boolean | undefined): SVGTemplateResult {
  return svg`<tspan class=${changed === true ? 'changed' : nothing}>${text}</tspan>`;
}
