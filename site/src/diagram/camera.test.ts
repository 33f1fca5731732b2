import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fit, moved, scale, viewBox, zoomed } from './camera.ts';

const drawing = { w: 800, h: 400 };
const pane = { w: 400, h: 400 };

test('at first the whole drawing is seen, in the middle', () => {
  assert.deepEqual(fit(drawing), { zoom: 1, x: 400, y: 200 });
  assert.equal(viewBox(fit(drawing), drawing, pane), '0 -200 800 800');
});

test('a small drawing is not blown up', () => {
  assert.equal(scale(fit({ w: 100, h: 100 }), { w: 100, h: 100 }, { w: 1000, h: 1000 }), 1.25);
});

test('zooming keeps in place what lies under the pointer', () => {
  const at = { x: 200, y: 100 };
  const camera = zoomed(fit(drawing), 2, at, drawing);
  assert.deepEqual(camera, { zoom: 2, x: 300, y: 150 });
  const seen = (c: typeof camera): number => (at.x - c.x) * scale(c, drawing, pane);
  assert.equal(seen(camera), seen(fit(drawing)));
});

test('zoom has bounds, and all of it in sight is the whole again', () => {
  assert.equal(zoomed(fit(drawing), 1000, { x: 0, y: 0 }, drawing).zoom, 12);
  assert.deepEqual(zoomed({ zoom: 2, x: 0, y: 0 }, 0.1, { x: 0, y: 0 }, drawing), fit(drawing));
});

test('the drawing is not moved out of sight', () => {
  assert.deepEqual(moved({ zoom: 2, x: 300, y: 150 }, 1000, -1000, drawing), { zoom: 2, x: 800, y: 0 });
});
