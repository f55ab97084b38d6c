import type { SignInCodeSent } from '#contracts/identity.ts';
import type { SetupRequest, SetupState } from '#contracts/setup.ts';
import {
  auditIdentity,
  emailDigest,
  identityStore,
  type Profile,
  profileContext,
  requestCode,
} from '#server/features/identity/index.ts';
import { keepKitLink, kitState, newKitLink } from '#server/features/recovery-kit/index.ts';
import { createWorkspace } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { Origin } from '#server/security/caller.ts';
import { type KeyScope, newId, randomToken } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { inOneTransaction } from '#server/security/tenancy/index.ts';
import { setupLinkStore } from './setup-link.store.ts';

const LIFETIME_MINUTES = 60;
const TOKEN_BYTES = 32;

/** Whether nobody has an account yet (throw-away people of proof runs are nobody), and how it stands with the recovery kit. */
export async function setupState(services: Pick<Services, 'db' | 'recoveryKit'>): Promise<SetupState> {
  const open = !(await setupLinkStore(services.db).isSetUp());
  return { open, recoveryKit: await kitState(services) };
}

/**
 * A single-use link for the first person, good for an hour, or undefined once someone has an account. The
 * token is in the fragment, which no browser sends and no server logs (claim FC-09).
 */
export async function newSetupLink(
  services: Pick<Services, 'db' | 'system' | 'publicUrl'>,
): Promise<string | undefined> {
  const token = randomToken(TOKEN_BYTES);
  const digest = tokenDigest(services.system(), token);
  return (await setupLinkStore(services.db).save(digest, LIFETIME_MINUTES))
    ? `${services.publicUrl}/setup#${token}`
    : undefined;
}

/**
 * What the console shows of a set-up that is not done: the link of its first step, else that of its last. Never both: each
 * puts the one before it out of use.
 */
export async function consoleLinks(
  services: Pick<Services, 'db' | 'system' | 'publicUrl' | 'recoveryKit'>,
): Promise<{ readonly setupLink: string | undefined; readonly kitLink: string | undefined }> {
  const setupLink = await newSetupLink(services);
  return { setupLink, kitLink: setupLink === undefined ? await newKitLink(services) : undefined };
}

/**
 * Makes the first account and workspace, all or nothing, and sends the first sign-in code. A link is used up by
 * what it made: after a failure it opens still. Its token goes on to the recovery kit, the last step.
 */
export async function setUp(
  services: Services,
  origin: Origin,
  input: SetupRequest,
): Promise<SignInCodeSent> {
  await inOneTransaction(services.db, (db) => makeFirst({ ...services, db }, origin, input));
  return requestCode(services, origin, input.email);
}

async function makeFirst(services: Services, origin: Origin, input: SetupRequest): Promise<void> {
  const system = services.system();
  if (!(await setupLinkStore(services.db).redeem(tokenDigest(system, input.token))))
    throw new AppError('gone', { field: 'token', message: 'This set-up link is no longer valid.' });
  const id = newId();
  const profile = system.seal<Profile>(profileContext(id), { email: input.email, name: input.name });
  const store = identityStore(services.db);
  await store.createUser(id, emailDigest(system, input.email), profile);
  const owner = { id, name: input.name, email: input.email };
  await createWorkspace(services, { name: input.workspaceName, preset: input.preset, owner });
  await keepKitLink(services, input.token);
  await auditIdentity(services, origin, { userId: id, sessionId: null, action: 'workspace.created' });
}

function tokenDigest(system: KeyScope, token: string): Buffer {
  return system.lookup('setup-link', token);
}
