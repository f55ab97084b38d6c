import { createHash, hash } from 'node:crypto';

/** SHA-256 (FIPS 180-4); a string is hashed as UTF-8. */
export function sha256(data: string | Uint8Array): Buffer {
  return hash('sha256', data, 'buffer');
}

/** SHA-256 as 64 lower-case hex digits. */
export function sha256Hex(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}

/** SHA-1 as 40 upper-case hex digits: for breach corpora alone, which know nothing else. It guards nothing here. */
export function sha1Hex(text: string): string {
  return hash('sha1', text, 'hex').toUpperCase();
}

export interface Sha256 {
  update(data: string | Uint8Array): Sha256;
  /** Ends the computation; a second call throws. */
  digest(): Buffer;
}

/** SHA-256 over data that arrives in pieces. */
export function createSha256(): Sha256 {
  const running = createHash('sha256');
  const handle: Sha256 = {
    update(data) {
      running.update(data);
      return handle;
    },
    digest: () => running.digest(),
  };
  return handle;
}
