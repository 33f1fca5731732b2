import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawn } from '../draw.ts';
import type { Packet, Step } from '../contract.ts';
import { addressChange, packetInFull, wordsBeside } from './address.ts';

const before: Packet = {
  service: 'tcp/443',
  source: '203.0.113.10',
  sourcePort: '1024-65535',
  destination: '198.51.100.7',
  destinationPort: '443',
};

function step(text: string, after: Partial<Packet>): Step {
  return {
    mark: 'pass', object: '', kind: '', reason: '', title: '', text, from: 0, to: 0, line: 0,
    packet: { ...before, ...after }, changed: Object.keys(after),
  };
}

async function change(after: Partial<Packet>): Promise<string> {
  const changed = addressChange(step('', after));
  return changed === null ? '' : (await drawn(changed)).replaceAll(/<\/?span[^>]*>/g, '').trim();
}

test('a hop shows the end that it changed, and on which side it stands', async () => {
  assert.equal(await change({}), '');
  assert.equal(await change({ destination: '10.0.1.10' }), '→ <u>10.0.1.10</u>');
  assert.equal(await change({ source: '10.0.1.10' }), '<u>10.0.1.10</u> →');
  assert.equal(await change({ destinationPort: '8080' }), '→ 198.51.100.7:<u>8080</u>');
});

test('the words do not repeat the addresses beside them', () => {
  assert.equal(
    wordsBeside(step('translates 198.51.100.7 to 10.0.1.10: no route is asked', { destination: '10.0.1.10' }), before),
    'translates: no route is asked',
  );
  assert.equal(wordsBeside(step('leads 203.0.113.10 to igw', {}), before), 'leads 203.0.113.10 to igw');
});

test('a packet in full has its ports, and brackets where an address has colons', async () => {
  assert.match(await drawn(packetInFull(before)), /203\.0\.113\.10:1024-65535 → 198\.51\.100\.7:443 tcp/);
  const six = await drawn(packetInFull({ ...before, destination: '2001:db8::7' }, ['destination']));
  assert.match(six, /<u>\[2001:db8::7\]<\/u>:443/);
});
