import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownKeys } from './own-keys.ts';

const A = '6f1d2c3a-5b7e-4c1f-9a70-2e8d4b6c1a90';
const B = '7f1d2c3a-5b7e-4c1f-9a70-2e8d4b6c1a90';
const KEY = 'arn:aws:kms:eu-central-1:444455556666:key/1234abcd';

test('keys of workspaces are read with their regions', () => {
  const keys = ownKeys.parse(`${A}=${KEY}, ${B}=${KEY.replace('eu-central-1', 'us-east-2')}`);
  assert.deepEqual([...keys.keys()], [A, B]);
  assert.deepEqual(keys.get(A), { keyId: KEY, region: 'eu-central-1' });
  assert.equal(keys.get(B)?.region, 'us-east-2');
  assert.equal(ownKeys.parse(undefined).size, 0);
});

test('what names no workspace, no key or one workspace twice is refused', () => {
  for (const text of [
    'theirs',
    `${A}`,
    `${A}=`,
    `x=${KEY}`,
    `${A}=alias/theirs`,
    `${A}=${KEY},${A}=${KEY}`,
    `${A}=${KEY};${B}=${KEY}`,
    `00000000-0000-0000-0000-000000000000=${KEY}`,
  ])
    assert.equal(ownKeys.safeParse(text).success, false, text);
});
