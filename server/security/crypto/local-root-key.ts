import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { KeyUnavailable, RootKeyFileError } from './crypto.errors.ts';
import { hideRootKey, type KeyBinding, type RootKey, unknownRootKey, type Wrapping } from './root-key.ts';
import { createRootKeyFile, type FileKey, readRootKeyFile } from './root-key-file.ts';

const NONCE_SIZE = 12;
const TAG_SIZE = 16;
const KEY_SIZE = 32;

/**
 * The root key of a file outside the data folder, mode 0600. With `create`, an absent file is made with a
 * fresh key; losing the file loses everything sealed. Throws RootKeyFileError with a sentence for the operator.
 */
export function localRootKey(file: string, { create = false } = {}): RootKey {
  const keys = readRootKeyFile(file) ?? (create ? createAndRead(file) : undefined);
  if (!keys) throw new RootKeyFileError(`There is no root key file at ${file}.`);
  return rootKeyOf(file, keys);
}

function createAndRead(file: string): [FileKey, ...FileKey[]] | undefined {
  createRootKeyFile(file);
  return readRootKeyFile(file);
}

function rootKeyOf(file: string, keys: [FileKey, ...FileKey[]]): RootKey {
  const byId = new Map(keys.map(({ id, key }) => [id, key]));

  // A running server meets a root rotation before anyone restarts it.
  function current(): FileKey {
    return (readRootKeyFile(file) ?? keys)[0];
  }

  function keyNamed(id: string): KeyObject {
    if (!byId.has(id)) for (const entry of readRootKeyFile(file) ?? []) byId.set(entry.id, entry.key);
    const key = byId.get(id);
    if (!key) throw unknownRootKey(id);
    return key;
  }

  return hideRootKey(current().id, {
    opens: (rootKeyId) => byId.has(rootKeyId),
    generate: async (binding) => wrapWith(current(), binding, randomBytes(KEY_SIZE)),
    wrap: async (binding, key) => wrapWith(current(), binding, key.export()),
    async unwrap(binding, rootKeyId, wrapped) {
      return unwrapWith({ id: rootKeyId, key: keyNamed(rootKeyId) }, binding, wrapped);
    },
  });
}

/** Layout: nonce (12) · encrypted key (32) · tag (16). The bytes are wiped. */
function wrapWith(root: FileKey, binding: KeyBinding, bytes: Buffer): Wrapping {
  const nonce = randomBytes(NONCE_SIZE);
  const cipher = createCipheriv('aes-256-gcm', root.key, nonce);
  cipher.setAAD(bindingData(root.id, binding));
  const wrapped = Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  bytes.fill(0);
  return { wrapped, rootKeyId: root.id };
}

function unwrapWith(root: FileKey, binding: KeyBinding, wrapped: Buffer): KeyObject {
  const refused = new KeyUnavailable('A wrapped key does not open with its root key.');
  if (wrapped.length !== NONCE_SIZE + KEY_SIZE + TAG_SIZE) throw refused;
  const decipher = createDecipheriv('aes-256-gcm', root.key, wrapped.subarray(0, NONCE_SIZE), {
    authTagLength: TAG_SIZE,
  });
  decipher.setAAD(bindingData(root.id, binding));
  decipher.setAuthTag(wrapped.subarray(-TAG_SIZE));
  const bytes = decipher.update(wrapped.subarray(NONCE_SIZE, -TAG_SIZE));
  try {
    decipher.final();
    return createSecretKey(bytes);
  } catch {
    throw refused;
  } finally {
    bytes.fill(0);
  }
}

function bindingData(rootKeyId: string, { scopeId, purpose, version }: KeyBinding): Buffer {
  return Buffer.from(JSON.stringify(['caseward/wrap/1', rootKeyId, scopeId, purpose, version]), 'utf8');
}
