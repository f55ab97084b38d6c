import type { AuditActionName } from '#contracts/audit-actions.ts';
import { RANK } from '#contracts/common.ts';
import type {
  RecoveryKit,
  RecoveryKitConfirmation,
  RecoveryKitConfirmed,
  RecoveryKitState,
} from '#contracts/recovery-kit.ts';
import { auditIdentity, readPerson } from '#server/features/identity/index.ts';
import { myWorkspaces } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import { type KeyScope, randomToken } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { inOneTransaction } from '#server/security/tenancy/index.ts';
import { backupSigner } from './kit-means.ts';
import { recoveryKitStore } from './recovery-kit.store.ts';
import { makeKit, newWord } from './recovery-kit.ts';

const LIFETIME_MINUTES = 60;
const TOKEN_BYTES = 32;

type Needed = Pick<Services, 'db' | 'recoveryKit'>;

/** How it stands with the kit of the deployment. */
export async function kitState({ db, recoveryKit }: Needed): Promise<RecoveryKitState> {
  return recoveryKit === undefined ? 'elsewhere' : recoveryKitStore(db).state();
}

/** The token of the set-up goes on to open the kit, for an hour. */
export async function keepKitLink(services: Needed & Pick<Services, 'system'>, token: string): Promise<void> {
  if (services.recoveryKit !== undefined)
    await recoveryKitStore(services.db).saveLink(tokenDigest(services.system(), token), LIFETIME_MINUTES);
}

/**
 * A link to the last step of the set-up, good for an hour; undefined before anybody has an account, once the kit is
 * confirmed, and where none is needed. The token is in the fragment, which no browser sends (claim FC-09).
 */
export async function newKitLink(
  services: Needed & Pick<Services, 'system' | 'publicUrl'>,
): Promise<string | undefined> {
  if (services.recoveryKit === undefined) return undefined;
  const token = randomToken(TOKEN_BYTES);
  const digest = tokenDigest(services.system(), token);
  return (await recoveryKitStore(services.db).saveLink(digest, LIFETIME_MINUTES))
    ? `${services.publicUrl}/setup/recovery-kit#${token}`
    : undefined;
}

/**
 * A fresh kit in the place of one that nobody confirmed. It is in this reply and nowhere else.
 * @throws AppError forbidden, gone where the link opens nothing.
 */
export async function makeSetUpKit(caller: SessionCaller, token: string): Promise<RecoveryKit> {
  const { services } = caller;
  const means = services.recoveryKit;
  if (means === undefined) throw linkGone();
  const userId = await administrator(caller);
  const system = services.system();
  const word = newWord();
  const { printed, publicKey } = await makeKit({
    deployment: new URL(services.publicUrl).host,
    madeAt: services.clock.now(),
    word,
    signer: backupSigner(system).publicKey,
    sealRootKeys: means.sealRootKeys,
  });
  await inOneTransaction(services.db, async (db) => {
    const digests = [tokenDigest(system, token), publicKey, wordDigest(system, word)] as const;
    if (!(await recoveryKitStore(db).make(...digests))) throw linkGone();
    await log({ ...services, db }, caller, { userId, action: 'recovery-kit.made' });
  });
  return printed;
}

/**
 * Somebody has the page before them: the set-up is done.
 * @throws AppError forbidden, gone where the link opens nothing, invalid_field (word).
 */
export async function confirmSetUpKit(
  caller: SessionCaller,
  { token, word }: RecoveryKitConfirmation,
): Promise<RecoveryKitConfirmed> {
  const { services } = caller;
  const userId = await administrator(caller);
  const system = services.system();
  await inOneTransaction(services.db, async (db) => {
    const store = recoveryKitStore(db);
    const outcome = await store.confirm(tokenDigest(system, token), wordDigest(system, word));
    if (outcome === 'gone') throw linkGone();
    if (outcome === 'wrong')
      throw new AppError('invalid_field', {
        field: 'word',
        message: 'This is not the check word on the newest page. It stands near the top.',
      });
    await log({ ...services, db }, caller, { userId, action: 'recovery-kit.confirmed' });
  });
  return { confirmedAt: services.clock.now().toISOString() };
}

/** The link says that the operator asked for it; that it is somebody who administers here, the session. */
async function administrator(caller: SessionCaller): Promise<string> {
  const mine = await myWorkspaces(caller);
  if (!mine.some(({ role }) => RANK[role] >= RANK.admin))
    throw new AppError('forbidden', { details: { reason: 'role' } });
  return (await readPerson(caller)).id;
}

function log(
  services: Services,
  { origin, sessionId }: SessionCaller,
  entry: { readonly userId: string; readonly action: AuditActionName },
): Promise<void> {
  return auditIdentity(services, origin, { ...entry, sessionId });
}

/** As it was printed, whether it was typed with small letters, a blank or nothing between. */
export function wordDigest(system: KeyScope, word: string): Buffer {
  const letters = word.toUpperCase().replaceAll(/[\s-]/g, '');
  return system.lookup('recovery-kit', letters.replace(/^(.{4})(?=.)/, '$1-'));
}

function tokenDigest(system: KeyScope, token: string): Buffer {
  return system.lookup('kit-link', token);
}

function linkGone(): AppError {
  return new AppError('gone', { field: 'token', message: 'This link is no longer valid.' });
}
