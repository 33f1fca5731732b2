import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawn } from '../draw.ts';
import { tools } from './tools.ts';
import type { ToolsState } from './tools.ts';

const nothing = (): void => undefined;
const acts = {
  step: nothing,
  replay: nothing,
  motion: nothing,
  zoom: nothing,
  fit: nothing,
  close: nothing,
  whole: nothing,
  save: nothing,
};

/// The names of the tools; those that can't be used in brackets.
async function named(state: ToolsState): Promise<string> {
  const buttons = [...(await drawn(tools(state, acts))).matchAll(/<button([^>]*)>([^<]*)</g)];
  return buttons
    .map(([, attributes = '', name = '']) => (/\bdisabled\b/.test(attributes) ? `(${name})` : name))
    .join(' ');
}

const state: ToolsState = { traced: true, motion: true, whole: null, said: '' };

test('without a trace there is nothing to step along, and without motion nothing to replay', async () => {
  assert.equal(await named(state), '‹ Step › Replay Motion − + Fit Trace SVG PNG');
  assert.equal(await named({ ...state, traced: false }), '(‹) (Step ›) (Replay) Motion − + Fit (Trace) SVG PNG');
  assert.equal(await named({ ...state, motion: false }), '‹ Step › (Replay) Motion − + Fit Trace SVG PNG');
});

test('the tool for all clouds is there if the question leaves some out', async () => {
  assert.equal(await named({ ...state, whole: false }), '‹ Step › Replay Motion − + Fit Trace All clouds SVG PNG');
});
