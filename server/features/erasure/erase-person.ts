import type { ErasureCertificate, ErasureRequest } from '#contracts/erasure.ts';
import { readPerson } from '#server/features/identity/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import { inOneTransaction } from '#server/security/tenancy/index.ts';
import { writeCertificate } from './certificate.ts';
import { erasureStore, type Placeholders } from './erasure.store.ts';
import { inHex, sealPlaceholders } from './placeholders.ts';

/**
 * Takes out whoever asks (GDPR Art. 17, claim FTS-23): sign-in, sessions, drafts, grants, name and address, everywhere in
 * one transaction with the certificate. @throws AppError conflict for the last owner of a workspace, or under a legal hold.
 */
export async function erasePerson(
  caller: SessionCaller,
  { confirm }: ErasureRequest,
): Promise<ErasureCertificate> {
  const { services, sessionId } = caller;
  const person = await readPerson(caller);
  if (person.email !== confirm)
    throw new AppError('invalid_field', { field: 'confirm', message: 'This is another address.' });
  const placeholders = await placeholdersOf(caller, person.id);
  return inOneTransaction(services.db, async (db) => {
    const store = erasureStore(db);
    const gone = await store.erase(sessionId, placeholders);
    if (gone === undefined) throw new AppError('not_found');
    const { certificate, text, digest } = writeCertificate('person', person.id, {
      gone,
      at: services.clock.now(),
    });
    await store.keep({
      id: certificate.id,
      kind: 'person',
      subjectId: person.id,
      askedBy: person.id,
      replacement: inHex(placeholders),
      certificate: text,
      digest,
    });
    return certificate;
  });
}

async function placeholdersOf({ services, sessionId }: SessionCaller, userId: string): Promise<Placeholders> {
  const places = await erasureStore(services.db).places(sessionId);
  const withWorkspace = services.keys.retrying.bind(services.keys);
  return sealPlaceholders({ system: services.system(), withWorkspace }, userId, places);
}
