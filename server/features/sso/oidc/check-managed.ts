import type { SsoMapping } from '#contracts/sso.ts';
import type { Claims } from '#server/platform/openid/index.ts';
import { AnswerRefusal } from '../answer-refusal.ts';
import type { Vouched } from '../connection.ts';
import { domainOf, personOf } from '../mapping.ts';

/** One issuer for everybody, organisations and persons: only those whom an organisation manages have `hd`. */
const GOOGLE = 'https://accounts.google.com';

/**
 * Whoever Google vouches for is managed by the very organisation whose domain their address is in: anybody can open an
 * account there with an address of any domain.
 * @throws AnswerRefusal not-of-domain
 */
export function checkManaged({ iss, hd }: Claims, vouched: Vouched, mapping: SsoMapping): void {
  if (iss !== GOOGLE) return;
  const { email } = personOf(vouched, mapping);
  if (email !== null && hd !== domainOf(email)) throw new AnswerRefusal('not-of-domain');
}
