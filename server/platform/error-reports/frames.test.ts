import assert from 'node:assert/strict';
import { test } from 'node:test';
import { framesOf } from './frames.ts';

test('a stack of this program names its files from the root of the project', () => {
  const stack = new Error('x').stack?.split('\n').slice(1) ?? [];
  const frame = framesOf(stack).at(-1);
  assert.equal(frame?.filename, 'server/platform/error-reports/frames.test.ts');
  assert.equal(frame?.in_app, true);
  assert.ok(!JSON.stringify(framesOf(stack)).includes(process.cwd()));
});

test('stacks of browsers keep the asset alone, not the address of the page', () => {
  const [firefox, chrome] = framesOf([
    'at render (https://planted.example.org/assets/app-1a2b3c4d.js:1:200)',
    'draw@https://planted.example.org/assets/app-1a2b3c4d.js:3:4',
  ]);
  assert.deepEqual(chrome, {
    function: 'render',
    filename: '/assets/app-1a2b3c4d.js',
    lineno: 1,
    colno: 200,
    in_app: true,
  });
  assert.deepEqual(firefox, {
    function: 'draw',
    filename: '/assets/app-1a2b3c4d.js',
    lineno: 3,
    colno: 4,
    in_app: true,
  });
});

test('what is no frame is left out, and a place nobody knows is not told', () => {
  const frames = framesOf([
    'no frame',
    'at read (https://planted.example.org/w/planted?q=planted:1:2)',
    'at /home/planted/x.ts:1:2',
  ]);
  assert.ok(!JSON.stringify(frames).includes('planted'));
});
