import type {
  AskPrivacy,
  ConfirmPrivacy,
  EnterPrivacy,
  FollowedPrivacy,
  PrivacyRequest,
} from '#contracts/privacy-requests.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command, type Step, systemCommand } from '#server/security/command.ts';
import { type KeyScope, KeyUnavailable, newId, randomToken } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { deadlinesOf } from './deadlines.ts';
import { findByToken, findRequest, keepRequest, saveRequest, takesRequests } from './request.store.ts';
import { courseContext, type KeptCourse, NOTHING_YET, requestContext } from './request.ts';
import { followedView, requestView } from './request.view.ts';

const TOKEN_BYTES = 32;
const about = (targetId: string) => ({ targetKind: 'privacy-request', targetId });
const followDigest = (scope: KeyScope, token: string) => scope.lookup('privacy-request', token);

/** Takes what anyone asks. Whoever asks learns nothing but by the letter: neither of members nor of workspaces (claim FL-33). */
export async function askByForm(
  services: Services,
  { workspaceId, website, ...asked }: AskPrivacy,
): Promise<void> {
  // A program filled in what no person sees. It is answered like everybody, so that it does not learn why.
  if (website !== '' || !(await takesRequests(services.db, workspaceId))) return;
  const token = randomToken(TOKEN_BYTES);
  await takeByForm(services, workspaceId, { ...asked, token });
  await services.mail.queue({ template: 'privacy-request', to: asked.email, workspaceId, token });
}

const takeByForm = systemCommand({
  action: 'workspace.secure',
  load: async (_tx, input: EnterPrivacy & { readonly token: string }) => input,
  about: () => null,
  run: async (step, { token, ...asked }) => void (await keep(step, asked, token)),
});

/** What came by letter, telephone or in person. */
export const enterRequest = command({
  action: 'workspace.secure',
  load: async (_tx, input: EnterPrivacy) => input,
  about: () => null,
  async run(step, asked): Promise<PrivacyRequest> {
    const row = await findRequest(step.tx, await keep(step, asked, null));
    if (row === undefined) throw new AppError('not_found');
    return requestView({ scope: step.scope, people: new Map(), now: step.services.clock.now() }, row);
  },
});

async function keep(
  { tx, permit, actor, scope, services, audit, emit }: Step<'workspace.secure', unknown>,
  { law, kind, ...who }: EnterPrivacy,
  token: string | null,
): Promise<string> {
  const id = newId();
  const receivedAt = services.clock.now();
  const { acknowledgeBy, dueAt } = deadlinesOf(law, kind, receivedAt);
  await keepRequest(tx, permit, {
    workspaceId: actor.workspaceId,
    id,
    law,
    kind,
    by_form: token !== null,
    receivedAt,
    acknowledgeBy,
    dueAt,
    follow: token === null ? null : followDigest(scope, token),
    sealed_request: scope.seal(requestContext(id), who),
    sealed_course: scope.seal(courseContext(id), NOTHING_YET),
  });
  audit({ action: 'privacy-request.received', ...about(id), fields: ['request'], detail: { law, kind } });
  emit({ topic: 'workspace.changed', targetId: actor.workspaceId });
  return id;
}

/** Whoever holds the token has read the letter: their address is proven, and they are told how it stands. @throws AppError not_found */
export async function confirmRequest(
  services: Services,
  { workspaceId, token }: ConfirmPrivacy,
): Promise<FollowedPrivacy> {
  try {
    return await confirm(services, workspaceId, { token });
  } catch (error) {
    // A workspace that nobody has: told apart by nothing from a request that nobody made.
    if (error instanceof KeyUnavailable) throw new AppError('not_found');
    throw error;
  }
}

const confirm = systemCommand({
  action: 'workspace.secure',
  load: (tx, { token }: { token: string }, _actor, scope) => findByToken(tx, followDigest(scope, token)),
  about: () => null,
  async run({ tx, permit, scope, services, target, audit, emit, actor }): Promise<FollowedPrivacy> {
    const first = target.state === 'received' && target.identity_checked_at === null;
    if (!first) {
      audit({ action: 'privacy-request.followed', ...about(target.id), fields: ['answer'] });
      return followedView(scope, target);
    }
    const kept = scope.unseal(courseContext(target.id), target.sealed_course);
    const course: KeptCourse = { ...kept, identity: 'The address was proven by a letter.' };
    const row = {
      ...target,
      state: 'identity_checked' as const,
      identity_checked_at: services.clock.now().toISOString(),
      sealed_course: scope.seal(courseContext(target.id), course),
    };
    await saveRequest(tx, permit, row);
    audit({ action: 'privacy-request.identity-checked', ...about(target.id), fields: ['state'] });
    emit({ topic: 'workspace.changed', targetId: actor.workspaceId });
    return followedView(scope, row);
  },
});
