import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { licenceProblems } from './licences.ts';
import { partsOf, readLockFile } from './lock-file.ts';

const part = (licence: string | undefined) => ({
  name: 'left',
  version: '1.0.0',
  integrity: undefined,
  licence,
  dev: false,
  direct: true,
});

test('every part that is installed has a licence that goes with ours', () => {
  const parts = partsOf(readLockFile(join(import.meta.dirname, '../../..')));
  assert.ok(parts.length > 100);
  assert.deepEqual(licenceProblems(parts), []);
});

test('a licence that is not on the list, or none, stops the build', () => {
  for (const licence of ['SSPL-1.0', 'UNLICENSED', 'BUSL-1.1', '(MIT AND SSPL-1.0)', undefined]) {
    assert.equal(licenceProblems([part(licence)]).length, 1, String(licence));
  }
  for (const licence of ['MIT', '(SSPL-1.0 OR MIT)', '(MIT AND Zlib)']) {
    assert.deepEqual(licenceProblems([part(licence)]), [], licence);
  }
});
