import assert from 'node:assert/strict';
import { createDecipheriv, createSecretKey, KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import * as face from './index.ts';

const ctx = { table: 'signing_keys', row: 'audit', use: 'private-key' };

/** Everything that can be reached from a value: own and inherited members, getters, map and set entries. */
function* reachable(value: unknown, seen = new Set<unknown>()): Generator<unknown> {
  if (seen.has(value)) return;
  seen.add(value);
  yield value;
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
  if (ArrayBuffer.isView(value)) return;
  if (value instanceof Map || value instanceof Set) for (const entry of value) yield* reachable(entry, seen);
  for (const key of Reflect.ownKeys(value)) yield* reachable(read(value, key), seen);
  const parent = Object.getPrototypeOf(value);
  if (parent !== Object.prototype && parent !== Function.prototype) yield* reachable(parent, seen);
}

function read(value: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(value, key);
  } catch {
    return undefined;
  }
}

interface Findings {
  readonly handles: unknown[];
  readonly texts: string[];
  readonly memory: Buffer[];
}

// Small buffers share one piece of memory, so the whole piece is looked at, and copied before more is written.
function lookInto(values: unknown[]): Findings {
  const all = values.flatMap((value) => [...reachable(value)]);
  const views = all.filter((value) => ArrayBuffer.isView(value));
  return {
    handles: all.filter((value) => value instanceof KeyObject || value instanceof CryptoKey),
    texts: all.filter((value) => typeof value === 'string'),
    memory: [...new Set(views.map((view) => view.buffer))].map((memory) => Buffer.from(memory.slice(0))),
  };
}

function holdsKey({ handles, texts, memory }: Findings, raw: Buffer[]): boolean {
  const spellings = raw.flatMap((key) => [key.toString('hex'), key.toString('base64').slice(0, 43)]);
  return (
    handles.length > 0 ||
    memory.some((bytes) => raw.some((key) => bytes.includes(key))) ||
    texts.some((text) => spellings.some((spelling) => text.includes(spelling)))
  );
}

async function everythingCallersGet() {
  const file = join(mkdtempSync(join(tmpdir(), 'caseward-opaque-')), 'root.keys');
  const root = face.localRootKey(file, { create: true });
  const scopeId = face.newId();
  const wrapped = await face.newWrappedKeys(root, scopeId);
  const ring = face.createKeyRing({ root, load: async () => wrapped });
  const scope = await ring.open(scopeId);
  const { signer, sealed } = face.newSigner(scope, ctx);
  const kms = face.kmsRootKey({ keyId: 'key', region: 'eu-central-1' });
  const given = [root, wrapped, ring, scope, signer, sealed, kms, face.anyRootKey(root, kms)];
  const stream = face.sealStream(scope, ctx);
  return { file, scopeId, scope, wrapped, sealed, stream, given };
}

/** The data keys, opened by hand from the root key file: what no caller may get at. */
function rawKeys(file: string, scopeId: string, wrapped: face.WrappedKey[]): Buffer[] {
  const [, line = ''] = readFileSync(file, 'utf8').split('\n');
  const [id = '', text = ''] = line.split(' ');
  const rootKey = Buffer.from(text, 'base64');
  const dataKeys = wrapped.map((key) => {
    const opening = createDecipheriv('aes-256-gcm', rootKey, key.wrapped.subarray(0, 12));
    opening.setAAD(Buffer.from(JSON.stringify(['caseward/wrap/1', id, scopeId, key.purpose, key.version])));
    opening.setAuthTag(key.wrapped.subarray(-16));
    return Buffer.concat([opening.update(key.wrapped.subarray(12, -16)), opening.final()]);
  });
  return [rootKey, ...dataKeys];
}

test('nothing callers can reach is a key or holds its bytes', async () => {
  const { file, scopeId, wrapped, given, stream } = await everythingCallersGet();
  const findings = lookInto([face, ...given, stream]);
  const raw = rawKeys(file, scopeId, wrapped);
  assert.equal(raw.length, 3);
  assert.equal(holdsKey(findings, raw), false);
});

test('the walk does find a key where one is exposed', () => {
  const raw = [Buffer.alloc(32, 3)];
  const exposed: unknown[] = [
    new Map([['deep', { inside: [createSecretKey(Buffer.alloc(32, 4))] }]]),
    { bytes: Buffer.alloc(64, 3) },
    { beside: Buffer.alloc(64, 3).subarray(0, 1) },
    Object.create({ text: Buffer.alloc(32, 3).toString('hex') }),
    Object.defineProperty({}, 'hidden', { get: () => Buffer.alloc(32, 3).toString('base64') }),
  ];
  for (const value of exposed) assert.equal(holdsKey(lookInto([value]), raw), true);
  assert.equal(holdsKey(lookInto([{ nothing: 'here' }]), raw), false);
});

test('no method of a scope opens a sealed key, and no export unwraps one', async () => {
  const { scope, sealed, wrapped } = await everythingCallersGet();
  assert.throws(() => scope.unsealBytes(ctx, sealed), face.UnsealError);
  for (const key of wrapped) assert.throws(() => scope.unsealBytes(ctx, key.wrapped), face.UnsealError);
  const names = Object.keys(face).filter((name) =>
    /unwrap|export|raw|driver|keyBox|ownScope|brand/i.test(name),
  );
  assert.deepEqual(names, []);
});

test('a handle cannot be changed to hand something out', async () => {
  const { scope, given } = await everythingCallersGet();
  assert.ok(Object.isFrozen(scope));
  assert.ok(Object.isFrozen(given[0]));
});
