import { crc32 } from 'node:zlib';
import { randomCode } from '#server/security/crypto/index.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 16;
/** 43 digits of base 62: 256 bits. */
const SECRET_LENGTH = 43;
const CHECK_LENGTH = 6;

/** What every token of ours begins with, so that a scanner knows it at sight. */
export const TOKEN_PREFIX = 'cw_';

const SHAPE = /^(cw_([0-9A-Za-z]{16})_([0-9A-Za-z]{43}))([0-9A-Za-z]{6})$/;

/** A token taken apart. `publicId` finds its row, `secret` is compared with what is kept there. */
export interface TokenText {
  readonly publicId: string;
  readonly secret: string;
}

/** A new token as it is shown once: `cw_` + public id + `_` + secret + checksum (claim FTS-40). */
export function newTokenText(): TokenText & { readonly text: string } {
  const publicId = randomCode(ID_LENGTH, BASE62);
  const secret = randomCode(SECRET_LENGTH, BASE62);
  const body = `${TOKEN_PREFIX}${publicId}_${secret}`;
  return { publicId, secret, text: body + checkOf(body) };
}

/** Takes a token apart; undefined for what no token of ours can be: nobody needs to be asked about that. */
export function parseTokenText(text: string): TokenText | undefined {
  const [, body = '', publicId = '', secret = '', check] = SHAPE.exec(text) ?? [];
  return check !== undefined && check === checkOf(body) ? { publicId, secret } : undefined;
}

// CRC-32 (ISO 3309) in six digits of base 62, as scanners of secrets compute it offline.
function checkOf(body: string): string {
  let rest = crc32(body);
  let digits = '';
  for (let place = 0; place < CHECK_LENGTH; place += 1) {
    digits = BASE62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
