import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { base64url } from './base64url.ts';

test('bytes become what the server reads', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
      assert.equal(base64url(Uint8Array.from(bytes).buffer), Buffer.from(bytes).toString('base64url'));
    }),
  );
});
