import type { ErasureCertificate } from '#contracts/erasure.ts';
import { newId, sha256 } from '#server/security/crypto/index.ts';
import type { Gone } from './erasure.store.ts';

type Kept = ErasureCertificate['kept'];

const LOG = {
  what: 'Entries of the audit log and signed receipts: ids, never names',
  why: 'Whoever answers for the data has to be able to show what was done with it (GDPR Art. 5(2), 17(3)(b) and (e)).',
};
const BACKUPS = {
  what: 'Backups, until they are pruned',
  why: 'They are sealed, kept for 90 days, and erasures are replayed after every restore.',
};

/** What stays of a person, and why. */
const KEPT_OF_PERSON: Kept = [
  LOG,
  {
    what: 'What they wrote in cases, by nobody in particular',
    why: 'It belongs to the workspace whose work it is; names typed into its text are its own to remove.',
  },
  {
    what: 'Requests about their data that they made, with name and address, and the answers',
    why: 'Whoever answers for the data has to be able to show what was asked and done (GDPR Art. 5(2)).',
  },
  BACKUPS,
];
/** What stays of somebody whom one workspace has erased. */
const KEPT_OF_MEMBER: Kept = [
  ...KEPT_OF_PERSON,
  {
    what: 'Their account, and what is theirs in other workspaces',
    why: 'It is their own, and erased by themselves; other workspaces answer for what is theirs.',
  },
];
const KEPT_OF_WORKSPACE: Kept = [
  LOG,
  { what: 'The accounts of its members', why: 'They are the people’s own; each may erase theirs.' },
  {
    ...BACKUPS,
    why: 'Its keys were destroyed: what it sealed opens nowhere any more, in backups of the database alone neither once they are pruned.',
  },
];

const KEPT: Readonly<Record<ErasureCertificate['kind'], Kept>> = {
  person: KEPT_OF_PERSON,
  member: KEPT_OF_MEMBER,
  workspace: KEPT_OF_WORKSPACE,
};

export interface WrittenCertificate {
  readonly certificate: ErasureCertificate;
  readonly text: string;
  readonly digest: Buffer;
}

export function writeCertificate(
  kind: ErasureCertificate['kind'],
  subjectId: string,
  { gone, at }: { gone: Gone; at: Date },
): WrittenCertificate {
  const there = Object.entries(gone)
    .filter(([, rows]) => rows > 0)
    .map(([table, rows]) => ({ table, rows }));
  const certificate = { id: newId(), kind, subjectId, at: at.toISOString(), gone: there, kept: KEPT[kind] };
  const text = JSON.stringify(certificate);
  return { certificate, text, digest: sha256(text) };
}
