import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

const repository = join(import.meta.dirname, '../../..');

const preface = `
import type { KeyScope, Sealed } from '#server/security/crypto/index.ts';
declare const scope: KeyScope;
interface Body { text: string }
const ctx = { table: 'cases', row: 'id', use: 'body' };
declare function store(body: Sealed<Body>): void;
`;

const misuses = {
  text: `store('plain text');`,
  bytes: `store(Buffer.from('plain text'));`,
  value: `store({ text: 'plain text' });`,
  otherContent: `store(scope.seal<{ name: string }>(ctx, { name: 'x' }));`,
  narrowerContent: `store(scope.seal<Body & { more: string }>(ctx, { text: 'x', more: 'y' }));`,
  wrongValue: `scope.seal<Body>(ctx, 'plain text');`,
  wrongOpening: `const n: number = scope.unseal(ctx, scope.seal<Body>(ctx, { text: 'x' })); console.log(n);`,
};

test('plaintext does not compile where a sealed value is asked for', () => {
  mkdirSync(join(repository, '.tmp'), { recursive: true });
  const folder = mkdtempSync(join(repository, '.tmp', 'types-'));
  try {
    const files = Object.entries({ right: `store(scope.seal<Body>(ctx, { text: 'x' }));`, ...misuses });
    for (const [name, body] of files) writeFileSync(join(folder, `${name}.ts`), preface + body);
    writeFileSync(join(folder, 'tsconfig.json'), '{ "extends": "../../tsconfig.json", "include": ["*.ts"] }');
    const { stdout } = spawnSync(
      process.execPath,
      [join(repository, 'node_modules/typescript/bin/tsc'), '-p', folder, '--noEmit', '--pretty', 'false'],
      { encoding: 'utf8' },
    );
    const refused = new Set(
      [...stdout.matchAll(/(\w+)\.ts\(\d+,\d+\): error TS(?:2345|2322|2353)/g)].map((m) => m[1]),
    );
    assert.deepEqual([...refused].sort(), Object.keys(misuses).sort(), stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
