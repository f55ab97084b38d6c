import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The packages that importing this file loads. */
async function packagesOf(file: string): Promise<ReadonlySet<string>> {
  const script = fileURLToPath(new URL('./loaded-modules.ts', import.meta.url));
  const { stdout } = await run(process.execPath, [script, file], { maxBuffer: 16 * 1024 * 1024 });
  const urls: string[] = JSON.parse(stdout);
  return new Set(urls.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []));
}

/** Needed by some requests and jobs, by no first answer: loaded when they are first used. */
const LATER = [
  'nodemailer',
  'file-type',
  'jsdom',
  'dompurify',
  'unpdf',
  'pdfkit',
  'tesseract.js',
  'libyara-wasm',
  '@aws-sdk/client-s3',
  '@aws-sdk/client-kms',
  '@simplewebauthn/server',
];

test('what starts the database loads little, so that the rest is loaded while it starts', async () => {
  const found = await packagesOf('server/main.ts');
  assert.ok(found.has('pg'), 'the test sees packages');
  for (const name of ['fastify', 'kysely', 'pg-boss', 'pino', ...LATER]) assert.ok(!found.has(name), name);
});

test('the rest leaves out what no first answer needs', async () => {
  const found = await packagesOf('server/app.ts');
  assert.ok(found.has('fastify') && found.has('kysely'), 'the test sees packages');
  for (const name of LATER) assert.ok(!found.has(name), name);
});

test('control: a package loaded later is seen once its module is imported', async () => {
  assert.ok((await packagesOf('server/platform/scan/yara/yara-engine.ts')).has('libyara-wasm'));
});
