import assert from 'node:assert/strict';
import { test } from 'node:test';
import { largestScale, savedWords } from './save.ts';

test('a PNG is twice as sharp as its drawing, or as large as every browser makes one', () => {
  assert.equal(largestScale({ w: 1600, h: 900 }), 2);
  for (const size of [{ w: 13_568, h: 9_024 }, { w: 100_000, h: 100 }, { w: 50, h: 400_000 }, { w: 4_096, h: 4_096 }]) {
    const scale = largestScale(size);
    assert.ok(
      Math.max(size.w, size.h) * scale <= 16_384 && size.w * scale * size.h * scale <= 16_777_216 + 1,
      `${size.w} × ${size.h} by ${scale}`,
    );
  }
});

test('a PNG that is smaller than its drawing, or is not made, is told', () => {
  assert.equal(savedWords({ tag: 'saved', sharpness: 1 }), '');
  assert.match(savedWords({ tag: 'saved', sharpness: 0.314 }), /31 % of the drawing/);
  assert.match(savedWords({ tag: 'refused' }), /no PNG/);
});
