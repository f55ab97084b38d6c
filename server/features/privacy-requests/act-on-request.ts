import type { PrivacyAct, PrivacyErasure } from '#contracts/privacy-requests.ts';
import { eraseMember, recordsNaming } from '#server/features/erasure/index.ts';
import { assertMay, loadTarget, membersByAddress, type Target } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command, type Step } from '#server/security/command.ts';
import { createSha256, type KeyScope } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import { whileStanding } from '#server/security/standing.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { findRequest, type RequestRow, saveRequest } from './request.store.ts';
import { type Act, courseContext, doableActs, type KeptCourse, requestContext } from './request.ts';

type Send = (lines: AsyncIterable<string>, signal: AbortSignal) => Promise<void>;

/** A request for which something may be done, and the member who asks. */
interface Asked {
  readonly row: RequestRow;
  readonly userId: string;
  readonly address: string;
}

/**
 * Sends a copy of all in the workspace that names whoever asks (GDPR Art. 15 and 20), as far as this reader sees it, and ties it
 * to the request before its last byte. @throws AppError conflict where it is not to be done, not_found where nobody is a member.
 */
export async function copyForRequest(caller: WorkspaceCaller, requestId: string, send: Send): Promise<void> {
  const { events } = caller.services;
  const since = events.accessChanges();
  const ask = () => whoAsks(caller, requestId);
  const { userId, readerId } = await ask();
  const ids = [readerId, caller.workspaceId];
  const standing = whileStanding(events, { ids, since, ask: async () => void (await ask()) });
  await send(copyOf(caller, requestId, userId), standing.signal).finally(standing.leave);
}

async function* copyOf(caller: WorkspaceCaller, requestId: string, userId: string) {
  const digest = createSha256();
  let lines = 0;
  for await (const line of recordsNaming(caller, { by: 'workspace.export', userId })) {
    digest.update(`${line}\n`);
    lines += 1;
    yield line;
  }
  await tieCopy(caller, { requestId, lines, digest: digest.digest().toString('hex') });
}

function whoAsks(
  caller: WorkspaceCaller,
  requestId: string,
): Promise<{ readonly userId: string; readonly readerId: string }> {
  return read(caller, 'workspace.export', async (tx, { actor, scope }) => {
    const asked = await findAsked(tx, scope, requestId, 'copy');
    if (asked === undefined) throw new AppError('not_found');
    return { out: { userId: asked.userId, readerId: actor.userId }, disclosed: undefined };
  });
}

interface Copied {
  readonly requestId: string;
  readonly lines: number;
  readonly digest: string;
}

const tieCopy = command({
  action: 'workspace.export',
  load: (tx, { requestId }: Copied, _actor, scope) => findAsked(tx, scope, requestId, 'copy'),
  about: () => null,
  async run(step, { lines, digest }): Promise<void> {
    const at = step.services.clock.now().toISOString();
    await tie(step, { kind: 'copy', at, lines, digest });
    step.audit({
      action: 'privacy-request.copied',
      targetKind: 'privacy-request',
      targetId: step.target.row.id,
      fields: ['acts'],
      detail: { lines, digest },
    });
  },
});

type Erasing = PrivacyErasure & { readonly requestId: string };
type ToErase = Asked & { readonly member: Target };

/** Takes whoever asks out of the workspace (GDPR Art. 17), with the certificate tied to the request. @throws AppError conflict */
export const eraseForRequest = command({
  action: 'member.erase',
  async load(tx, { requestId }: Erasing, _actor, scope): Promise<ToErase | undefined> {
    const asked = await findAsked(tx, scope, requestId, 'erasure');
    const member = asked && (await loadTarget(tx, asked));
    return asked && member && { ...asked, member };
  },
  about: () => null,
  rules(actor, { userId, address, member: { row, activeOwners } }, { confirm }) {
    if (confirm !== address)
      throw new AppError('invalid_field', { field: 'confirm', message: 'This is another address.' });
    assertMay(actor, { kind: 'depart', target: { userId, role: row.role }, activeOwners });
  },
  async run(step): Promise<{ done: true }> {
    const { target } = step;
    const { id, at } = await eraseMember(step, { requestId: target.row.id, userId: target.userId });
    await tie(step, { kind: 'erasure', at, certificateId: id });
    step.audit({
      action: 'member.erased',
      targetKind: 'member',
      targetId: target.userId,
      fields: ['name', 'email', 'state'],
      detail: { request: target.row.id, certificate: id },
    });
    step.emit({ topic: 'members.changed', targetId: target.userId });
    return { done: true };
  },
});

/** Locked. Whoever asks is known by the address of the request alone. @throws AppError conflict */
async function findAsked(
  tx: TenantTx,
  scope: KeyScope,
  requestId: string,
  act: Act,
): Promise<Asked | undefined> {
  const row = await findRequest(tx, requestId);
  if (row === undefined) return undefined;
  const course = scope.unseal(courseContext(requestId), row.sealed_course);
  if (!doableActs(row, course).includes(act)) throw new AppError('conflict', { message: WHY_NOT[act] });
  const { email: address } = scope.unseal(requestContext(requestId), row.sealed_request);
  const member = (await membersByAddress(tx, scope, new Set([address]))).get(address);
  return member && { row, userId: member.userId, address };
}

const WHY_NOT = {
  copy: 'A copy is for open requests to see or take along, once the identity is checked.',
  erasure: 'An erasure is for open requests to delete, once the identity is checked.',
} as const satisfies Record<Act, string>;

async function tie(
  {
    tx,
    actor,
    permit,
    scope,
    target: { row },
    emit,
  }: Step<'workspace.export', Asked> | Step<'member.erase', Asked>,
  act: PrivacyAct,
): Promise<void> {
  const course = scope.unseal(courseContext(row.id), row.sealed_course);
  const after: KeptCourse = { ...course, acts: [...(course.acts ?? []), act] };
  await saveRequest(tx, permit, {
    ...row,
    sealed_course: scope.seal(courseContext(row.id), after),
  });
  emit({ topic: 'workspace.changed', targetId: actor.workspaceId });
}
