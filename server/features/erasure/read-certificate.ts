import type { SignedRecord } from '#contracts/records.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { Services } from '#server/security/services.ts';
import { erasureStore } from './erasure.store.ts';

/** @throws AppError not_found for an id that no certificate has. */
export async function readCertificate({ db }: Pick<Services, 'db'>, id: string): Promise<SignedRecord> {
  const row = await erasureStore(db).find(id);
  if (row === undefined) throw new AppError('not_found');
  const { certificate: record, digest, note, key } = row;
  return { type: 'caseward-record/1', record, digest: digest.toString('hex'), note, key };
}
