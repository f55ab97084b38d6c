import assert from 'node:assert/strict';
import { test } from 'node:test';
import { overLimit, overQuota } from './limits.ts';

const MIB = 1024 * 1024;
const limits = [
  ['image', 'knowledge', 50],
  ['document', 'knowledge', 100],
  ['video', 'knowledge', 200],
  ['video', 'agency', 200],
  ['video', 'legal', 384],
  ['image', 'legal', 50],
] as const;

for (const [family, preset, megabytes] of limits) {
  test(`${family} in ${preset}: ${megabytes} MB and not a byte more`, () => {
    assert.equal(overLimit({ family, size: megabytes * MIB }, preset), undefined);
    assert.match(
      overLimit({ family, size: megabytes * MIB + 1 }, preset) ?? '',
      new RegExp(`${megabytes} MB\\.$`),
    );
  });
}

test('a workspace keeps what its quota says, and not a byte more', () => {
  const quota = 10 * 1024 * MIB;
  assert.equal(overQuota(5, { used: quota - 5, quota }), undefined);
  assert.match(overQuota(6, { used: quota - 5, quota }) ?? '', /10240 MB/);
  assert.match(overQuota(1, { used: 0, quota: 0 }) ?? '', /keeps 0 MB of 0 MB/);
  assert.match(overQuota(1, { used: 10, quota: 10 }) ?? '', /keeps 1 MB of 1 MB/);
});
