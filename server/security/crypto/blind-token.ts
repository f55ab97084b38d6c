import { createCipheriv, createHash, type KeyObject } from 'node:crypto';

const BLOCK = 16;
const LONG = 0xff;

/**
 * Keyed digests of many short words at once: AES-256 of one block a word is a pseudo-random function on blocks,
 * and one call does them all (an HMAC each would be the dearest part of saving a case). A word that does not
 * fit into a block goes in by its SHA-256. Gives the first 64 bits, signed.
 */
export function blindTokens(key: KeyObject, words: readonly string[]): bigint[] {
  const blocks = Buffer.alloc(words.length * BLOCK);
  for (const [i, word] of words.entries()) writeBlock(blocks, i * BLOCK, word);
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  const digests = Buffer.concat([cipher.update(blocks), cipher.final()]);
  return words.map((_, i) => digests.readBigInt64BE(i * BLOCK));
}

// The first byte is the length, or says that a digest follows: no two words share a block by construction.
function writeBlock(blocks: Buffer, at: number, word: string): void {
  const bytes = Buffer.byteLength(word);
  if (bytes < BLOCK) {
    blocks[at] = bytes;
    blocks.write(word, at + 1);
    return;
  }
  blocks[at] = LONG;
  createHash('sha256')
    .update(word)
    .digest()
    .copy(blocks, at + 1, 0, BLOCK - 1);
}
