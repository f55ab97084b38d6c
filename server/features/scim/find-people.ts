import { Email, Id } from '#contracts/common.ts';
import { MOST_SCANNED } from '#contracts/scim.ts';
import { emailDigest, identityStore } from '#server/features/identity/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { externalIdDigest, userNameDigest } from './digests.ts';
import type { Lookup } from './filter/lookup.ts';
import { refusal } from './refusal.ts';
import {
  countPeople,
  findByAccount,
  findByExternalId,
  findByUserName,
  findPerson,
  type PersonRow,
  pagePeople,
} from './user.store.ts';

/** Sealed columns answer equality alone, by keyed digests. */
export const INDEXED: ReadonlySet<string> = new Set(['id', 'externalid', 'username', 'emails']);

export interface Looking {
  readonly tx: TenantTx;
  readonly scope: KeyScope;
  readonly services: Pick<Services, 'db' | 'system'>;
}

/** Everyone who could match, by an index or, in a workspace small enough, all of them. @throws AppError tooMany */
export async function candidates(looking: Looking, lookup: Lookup | undefined): Promise<PersonRow[]> {
  const { tx, scope } = looking;
  switch (lookup?.by) {
    case 'id':
      return one(Id.safeParse(lookup.value).success ? await findPerson(tx, lookup.value) : undefined);
    case 'externalid':
      return findByExternalId(tx, externalIdDigest(scope, lookup.value));
    case 'username':
      return one(await findHolder(looking, lookup.value));
    case 'emails':
      return one(await findByEmail(looking, lookup.value));
    default:
      return everyone(tx);
  }
}

/** Who goes by this user name: the directory's own name for them, or their address where it has given none. */
export async function findHolder(looking: Looking, userName: string): Promise<PersonRow | undefined> {
  const named = await findByUserName(looking.tx, userNameDigest(looking.scope, userName));
  if (named !== undefined) return named;
  const row = await findByEmail(looking, userName);
  return row?.sealed_attributes === null ? row : undefined;
}

async function findByEmail({ tx, services }: Looking, text: string): Promise<PersonRow | undefined> {
  const email = Email.safeParse(text);
  if (!email.success) return undefined;
  const account = await identityStore(services.db).findByEmail(emailDigest(services.system(), email.data));
  const row = account && (await findByAccount(tx, account.id));
  return row?.state === 'removed' ? undefined : row;
}

async function everyone(tx: TenantTx): Promise<PersonRow[]> {
  if ((await countPeople(tx)) > MOST_SCANNED)
    throw refusal(
      'tooMany',
      'There are too many people here to look at each: ask for userName, externalId or emails.',
    );
  return pagePeople(tx, MOST_SCANNED, 0);
}

function one(row: PersonRow | undefined): PersonRow[] {
  return row === undefined ? [] : [row];
}
