import crypto, { type KeyObject } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { promisify } from 'node:util';

const { generateKeyPair } = crypto;

interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}
const kept = new Map<number, Promise<Pair>>();

/**
 * Makes one RSA key pair of each length in this process and gives it to whoever asks for a new one: for tests that
 * make dozens to try something else. The pair is as long as was asked for and signs as any other.
 */
export function keepRsaKeys(): void {
  const keeping = async (type: string, options: { readonly modulusLength: number }) => {
    if (type !== 'rsa') throw new Error(`keys of the type ${type} are not kept`);
    const made = kept.get(options.modulusLength) ?? promisify(generateKeyPair)('rsa', options);
    kept.set(options.modulusLength, made);
    return made;
  };
  const replaced = Object.assign(generateKeyPair.bind(crypto), { [promisify.custom]: keeping });
  Object.assign(crypto, { generateKeyPair: replaced });
  syncBuiltinESMExports();
}
