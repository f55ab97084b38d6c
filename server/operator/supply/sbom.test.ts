import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { readLockFile } from './lock-file.ts';
import { sbomOf } from './sbom.ts';

const lock = readLockFile(join(import.meta.dirname, '../../..'));

const Sbom = z.object({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.literal('1.6'),
  components: z.array(
    z.object({
      'bom-ref': z.string(),
      purl: z.string().regex(/^pkg:npm\/(?:%40[\w.-]+\/)?[\w.-]+@\d/),
      scope: z.enum(['required', 'excluded']),
      hashes: z.array(
        z.object({ alg: z.enum(['SHA-1', 'SHA-512']), content: z.string().regex(/^[0-9a-f]{40,128}$/) }),
      ),
      licenses: z.array(z.object({ expression: z.string().min(2) })).length(1),
    }),
  ),
});

test('the bill of materials names every part that is pinned, with its digest and licence', () => {
  const { components } = Sbom.parse(sbomOf(lock));
  const named = new Set(components.map((each) => each['bom-ref']));
  assert.equal(named.size, components.length);
  for (const [path, { version }] of Object.entries(lock.packages)) {
    if (path === '') continue;
    const name = path.split('node_modules/').at(-1);
    assert.ok(named.has(`${name}@${version}`), path);
  }
  const required = components.filter(({ scope }) => scope === 'required').map((each) => each['bom-ref']);
  assert.ok(required.some((name) => name.startsWith('fastify@')));
  assert.ok(!required.some((name) => name.startsWith('vite@')));
});
