import type { Theme } from '#contracts/identity.ts';
import { renameMember } from '#server/features/workspaces/index.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import { inOneTransaction } from '#server/security/tenancy/index.ts';
import { auditIdentity } from './audit-identity.ts';
import { type Profile, profileContext } from './email.ts';
import { identityStore } from './identity.store.ts';
import { readPerson } from './sessions.ts';

/** Changes the person's name, here and in every workspace they belong to. */
export async function renamePerson(caller: SessionCaller, name: string): Promise<void> {
  const { id, email } = await readPerson(caller);
  const { sessionId, origin } = caller;
  const profile = caller.services.system().seal<Profile>(profileContext(id), { email, name });
  await inOneTransaction(caller.services.db, async (db) => {
    const services = { ...caller.services, db };
    await identityStore(db).saveProfile(sessionId, profile);
    await auditIdentity(services, origin, { userId: id, sessionId, action: 'person.renamed' });
    await renameMember({ ...caller, services }, { id, name, email });
  });
}

export async function saveTheme({ services, sessionId }: SessionCaller, theme: Theme): Promise<void> {
  await identityStore(services.db).savePreferences(sessionId, { theme });
}
