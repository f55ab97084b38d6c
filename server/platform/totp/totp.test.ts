import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { newTotpSecret, totpStep, totpUri } from './index.ts';

// RFC 6238, appendix B, SHA-1: the secret is "12345678901234567890", the last six of the eight digits printed.
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const RFC_CODES: readonly [seconds: number, code: string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
];
const at = (seconds: number) => new Date(seconds * 1000);

test('the codes of RFC 6238 are right at their time, and one step before and after it', () => {
  for (const [seconds, code] of RFC_CODES) {
    const step = Math.floor(seconds / 30);
    for (const drift of [-30, 0, 30]) assert.equal(totpStep(RFC_SECRET, code, at(seconds + drift)), step);
  }
});

test('two steps away a code is wrong', () => {
  for (const [seconds, code] of RFC_CODES) {
    for (const drift of [-60, 60, 3600])
      assert.equal(totpStep(RFC_SECRET, code, at(seconds + drift)), undefined);
  }
});

test('whatever is not six digits is wrong, and no input breaks it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (typed) => {
      if (!/^[0-9]{6}$/.test(typed)) assert.equal(totpStep(RFC_SECRET, typed, at(59)), undefined);
    }),
  );
  for (const typed of ['', '28708', '2870820', ' 287082', '287082\n', '٢٨٧٠٨٢', '0x4616a', 'NaN']) {
    assert.equal(totpStep(RFC_SECRET, typed, at(59)), undefined, JSON.stringify(typed));
  }
});

test('a secret has 160 bits and is never the same', () => {
  const made = new Set(Array.from({ length: 200 }, newTotpSecret));
  assert.equal(made.size, 200);
  for (const secret of made) assert.match(secret, /^[A-Z2-7]{32}$/);
});

test('the address for the QR code names issuer, account and secret', () => {
  const uri = new URL(totpUri(RFC_SECRET, 'ada+x@example.org'));
  assert.equal(uri.protocol, 'otpauth:');
  assert.equal(uri.host, 'totp');
  assert.equal(decodeURIComponent(uri.pathname), '/Caseward:ada+x@example.org');
  assert.deepEqual(Object.fromEntries(uri.searchParams), {
    issuer: 'Caseward',
    secret: RFC_SECRET,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
});

const noOathtool = spawnSync('oathtool', ['--version']).status === 0 ? false : 'needs oathtool';

test('oathtool makes the codes that are right here', { skip: noOathtool }, () => {
  for (const seconds of [59, 1_700_000_000, 1_800_000_029, 4_102_444_800]) {
    const secret = newTotpSecret();
    const moment = at(seconds).toISOString().replace('T', ' ').slice(0, 19);
    const code = execFileSync('oathtool', ['--totp', '--base32', `--now=${moment} UTC`, secret], {
      encoding: 'utf8',
    }).trim();
    assert.equal(totpStep(secret, code, at(seconds)), Math.floor(seconds / 30));
  }
});
