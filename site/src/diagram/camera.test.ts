import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeUp, closeUpIfSmall, fit, following, moved, scale, under, viewBox, zoomed } from './camera.ts';

const drawing = { w: 800, h: 400 };
const pane = { w: 400, h: 400 };

test('at first the whole drawing is seen, in the middle', () => {
  assert.deepEqual(fit(drawing), { zoom: 1, x: 400, y: 200 });
  assert.equal(viewBox(fit(drawing), drawing, pane), '0 -200 800 800');
});

test('a small drawing is not blown up', () => {
  assert.equal(scale(fit({ w: 100, h: 100 }), { w: 100, h: 100 }, { w: 1000, h: 1000 }), 1.25);
});

test('zooming keeps the place under the pointer where it is', () => {
  const at = { x: 200, y: 100 };
  const camera = zoomed(fit(drawing), 2, at, drawing);
  assert.deepEqual(camera, { zoom: 2, x: 300, y: 150 });
  const seen = (c: typeof camera): number => (at.x - c.x) * scale(c, drawing, pane);
  assert.equal(seen(camera), seen(fit(drawing)));
});

test('zoom has bounds, and zoomed out the whole drawing is seen again', () => {
  assert.equal(zoomed(fit(drawing), 1000, { x: 0, y: 0 }, drawing).zoom, 12);
  assert.deepEqual(zoomed({ zoom: 2, x: 0, y: 0 }, 0.1, { x: 0, y: 0 }, drawing), fit(drawing));
});

test('the drawing is not moved out of sight', () => {
  assert.deepEqual(moved({ zoom: 2, x: 300, y: 150 }, 1000, -1000, drawing), { zoom: 2, x: 800, y: 0 });
});

test('the camera is under the middle of the window, and the corner of the seen area under its corner', () => {
  const camera = { zoom: 2, x: 300, y: 150 };
  assert.deepEqual(under({ x: 200, y: 200 }, camera, drawing, pane), { x: 300, y: 150 });
  assert.deepEqual(under({ x: 0, y: 0 }, camera, drawing, pane), { x: 100, y: -50 });
});

test('from near, all points are seen with a margin', () => {
  const near = closeUp([{ x: 100, y: 100 }, { x: 300, y: 150 }], drawing, pane);
  assert.deepEqual(near, { zoom: 2.5, x: 200, y: 125 });
  assert.equal(closeUp([], drawing, pane), null);
  assert.equal(closeUp([{ x: 0, y: 0 }, { x: 800, y: 400 }], drawing, pane)?.zoom, 1);
});

test('the traces are looked at from near only where the whole is too small and near is much nearer', () => {
  const points = [{ x: 100, y: 100 }];
  const small = { w: 8000, h: 4000 };
  assert.equal(closeUpIfSmall(points, drawing, pane), null);
  assert.deepEqual(closeUpIfSmall(points, small, pane), closeUp(points, small, pane));
  assert.equal(closeUpIfSmall([{ x: 0, y: 0 }, { x: 7000, y: 0 }], small, pane), null);
});

test('the camera follows a place that is out of sight or near the edge, and stays otherwise', () => {
  const camera = { zoom: 2, x: 300, y: 150 };
  assert.equal(following(camera, { x: 370, y: 150 }, drawing, pane), camera);
  assert.deepEqual(following(camera, { x: 470, y: 160 }, drawing, pane), { zoom: 2, x: 470, y: 160 });
});
