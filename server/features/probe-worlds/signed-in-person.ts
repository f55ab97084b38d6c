import {
  csrfOf,
  emailDigest,
  identityStore,
  type Profile,
  profileContext,
} from '#server/features/identity/index.ts';
import { newId } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { sessionToken } from '#server/security/session-token.ts';

export interface SignedInPerson {
  readonly userId: string;
  readonly email: string;
  readonly cookie: string;
  readonly csrf: string;
}

/** An account with an open session that no mail was needed for. `run` is what the list of sessions shows. */
export async function makeSignedInPerson(
  services: Services,
  { email, name, run }: { readonly email: string; readonly name: string; readonly run: string },
): Promise<SignedInPerson> {
  const system = services.system();
  const store = identityStore(services.db);
  const userId = newId();
  const profile = system.seal<Profile>(profileContext(userId), { email, name });
  await store.createUser(userId, emailDigest(system, email), profile);
  const sessionId = newId();
  const device = { device: run, browser: run, place: run };
  const origin = system.seal({ table: 'sessions', row: sessionId, use: 'origin' }, device);
  const session = { id: sessionId, userId, privateDevice: false };
  await store.openSession({
    ...session,
    origin,
    stage: 'full',
    firstFactor: 'code',
    secondFactor: null,
    ssoWorkspaceId: null,
  });
  const { header } = sessionToken(system, session, services.clock.now());
  return { userId, email, cookie: header, csrf: csrfOf({ services, sessionId }) };
}
