import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EveryScanner, openScanner } from './open-scanner.ts';
import { CLEAN, type Scanner, type ScanResult } from './scanner.ts';
import { YaraScanner } from './yara-scanner.ts';

function saying(result: ScanResult, up = true): Scanner {
  return {
    scan: async () => result,
    health: async () => ({ up, detail: result.verdict }),
    close: async () => undefined,
  };
}

const infected: ScanResult = { verdict: 'infected', signature: 'x', says: 'x' };
const error: ScanResult = { verdict: 'error', detail: 'away' };
const empty = async function* () {};

test('a file passes only where every scanner lets it', async () => {
  const cases: [readonly ScanResult[], ScanResult][] = [
    [[CLEAN, CLEAN], CLEAN],
    [[CLEAN, infected], infected],
    [[infected, CLEAN], infected],
    [[error, CLEAN], error],
    [[CLEAN, error], error],
    [[error, infected], infected],
  ];
  for (const [results, expected] of cases) {
    assert.deepEqual(await new EveryScanner(results.map((each) => saying(each))).scan(empty), expected);
  }
});

test('all must be up', async () => {
  assert.equal((await new EveryScanner([saying(CLEAN), saying(CLEAN)]).health()).up, true);
  assert.equal((await new EveryScanner([saying(CLEAN), saying(error, false)]).health()).up, false);
});

test('a configured daemon that is away makes files wait, the built-in rules alone do not', async () => {
  const both = openScanner({ clamd: { socket: '/nonexistent/clamd.sock' } });
  assert.equal((await both.scan(empty)).verdict, 'error');
  const builtIn = openScanner({});
  assert.ok(builtIn instanceof YaraScanner);
  assert.equal((await builtIn.scan(empty)).verdict, 'clean');
  await Promise.all([both.close(), builtIn.close()]);
});
