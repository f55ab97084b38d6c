import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeBeside } from './menu-place.ts';

const view = { width: 360, height: 640 };
const list = { width: 200, height: 180 };
const anchor = (top: number, left: number) => ({ top, bottom: top + 32, left, right: left + 40, width: 40 });

test('the list opens below its button, lined up with the asked edge', () => {
  assert.deepEqual(placeBeside(anchor(10, 20), list, view, 'start'), { top: 46, left: 20 });
  assert.deepEqual(placeBeside(anchor(10, 300), list, view, 'end'), { top: 46, left: 140 });
});

test('near the bottom it opens above, and it never leaves the window', () => {
  assert.equal(placeBeside(anchor(600, 20), list, view, 'start').top, 416);
  assert.equal(placeBeside(anchor(10, 330), list, view, 'start').left, 152);
  assert.equal(placeBeside(anchor(10, 0), list, view, 'end').left, 8);
});
