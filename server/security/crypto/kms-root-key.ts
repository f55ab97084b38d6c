import { createSecretKey, type KeyObject } from 'node:crypto';
import type { KMS } from '@aws-sdk/client-kms';
import { KeyUnavailable } from './crypto.errors.ts';
import { hideRootKey, type KeyBinding, type RootKey, unknownRootKey } from './root-key.ts';

export interface KmsRootKeyOptions {
  /** Key id, ARN or alias ARN; of this deployment, or a workspace's own. */
  readonly keyId: string;
  readonly region: string;
  /** Another address for the KMS, such as a VPC endpoint. */
  readonly endpoint?: string | undefined;
  /** Without these, the usual AWS sources are asked. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

// Answers that mean "no", as opposed to "not now".
const REFUSALS = new Set([
  'AccessDeniedException',
  'DisabledException',
  'IncorrectKeyException',
  'InvalidCiphertextException',
  'InvalidKeyUsageException',
  'KMSInvalidStateException',
  'NotFoundException',
]);

/**
 * A symmetric key in AWS KMS: it never leaves the KMS, each data key is bound to its scope, purpose and
 * version by the encryption context, and withdrawing it shuts what it wrapped (claims FTS-15, FC-32). Only
 * this very key is asked to decrypt, whatever key id the database names.
 */
export function kmsRootKey(options: KmsRootKeyOptions): RootKey {
  const id = `kms:${options.keyId}`;
  const ask = lazyKms(options);
  return hideRootKey(id, {
    opens: (rootKeyId) => rootKeyId === id,
    async generate(binding) {
      const parameters = { ...common(options, binding), KeySpec: 'AES_256' as const };
      const reply = await ask((kms) => kms.generateDataKeyWithoutPlaintext(parameters));
      return { wrapped: bytesOf(reply.CiphertextBlob), rootKeyId: id };
    },
    async wrap(binding, key) {
      const bytes = key.export();
      const parameters = { ...common(options, binding), Plaintext: bytes };
      const reply = await ask((kms) => kms.encrypt(parameters)).finally(() => bytes.fill(0));
      return { wrapped: bytesOf(reply.CiphertextBlob), rootKeyId: id };
    },
    async unwrap(binding, rootKeyId, wrapped) {
      if (rootKeyId !== id) throw unknownRootKey(rootKeyId);
      const parameters = { ...common(options, binding), CiphertextBlob: wrapped };
      return keyFrom((await ask((kms) => kms.decrypt(parameters))).Plaintext);
    },
  });
}

function common({ keyId }: KmsRootKeyOptions, { scopeId, purpose, version }: KeyBinding) {
  const context = { app: 'caseward', scope: scopeId, purpose, version: String(version) };
  return { KeyId: keyId, EncryptionContext: context };
}

type Ask = <R>(question: (kms: KMS) => Promise<R>) => Promise<R>;

// The client is large; a deployment with a local root key never loads it.
function lazyKms({ region, endpoint, credentials }: KmsRootKeyOptions): Ask {
  let client: Promise<KMS> | undefined;
  async function connect(): Promise<KMS> {
    const { KMS } = await import('@aws-sdk/client-kms');
    return new KMS({
      region,
      requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000 },
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(credentials === undefined ? {} : { credentials }),
    });
  }
  return async (question) => {
    client ??= connect();
    try {
      return await question(await client);
    } catch (error) {
      if (error instanceof Error && REFUSALS.has(error.name)) {
        throw new KeyUnavailable(`The KMS refuses the key (${error.name}).`);
      }
      throw error;
    }
  };
}

function keyFrom(plaintext: Uint8Array | undefined): KeyObject {
  if (plaintext?.length !== 32) throw new KeyUnavailable('The KMS gave back something that is not a key.');
  const key = createSecretKey(plaintext);
  plaintext.fill(0);
  return key;
}

function bytesOf(blob: Uint8Array | undefined): Buffer {
  if (!blob) throw new KeyUnavailable('The KMS gave back no wrapped key.');
  return Buffer.from(blob);
}
