import type { PrivacyAct, PrivacyRequest, PrivacyStep } from '#contracts/privacy-requests.ts';
import { barSaleOf } from '#server/features/contacts/index.ts';
import { loadPeople } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { leaveToSign } from '#server/security/audit/records.store.ts';
import { command, type Step } from '#server/security/command.ts';
import { sha256 } from '#server/security/crypto/index.ts';
import { extendedDeadline } from './deadlines.ts';
import { findRequest, type RequestRow, saveRequest } from './request.store.ts';
import { courseContext, type KeptCourse, recordContext, refusedStep, requestContext } from './request.ts';
import { askingContacts, askingMembers, requestView } from './request.view.ts';

type Stepping = { readonly requestId: string; readonly step: PrivacyStep };

/** One step of a request: identity, who handles it, more time, an answer or a refusal (claim FL-33). @throws AppError conflict */
export const stepRequest = command({
  action: 'workspace.secure',
  load: (tx, { requestId }: Stepping) => findRequest(tx, requestId),
  about: () => null,
  async run(step, { step: wanted }): Promise<PrivacyRequest> {
    const { tx, actor, permit, scope, services, target } = step;
    const now = services.clock.now();
    const why = refusedStep(target, wanted, now);
    if (why !== undefined) throw new AppError('conflict', { message: why });
    const before = scope.unseal(courseContext(target.id), target.sealed_course);
    const acts = [...(before.acts ?? []), ...(await actsWith(step, wanted))];
    const course: KeptCourse = { ...before, ...courseAfter(wanted), acts };
    const row = {
      ...target,
      ...rowAfter(target, wanted, { by: actor.userId, now }),
      sealed_course: scope.seal(courseContext(target.id), course),
    };
    const closed = row.closed_at === null ? row : await withRecord(step, row, course);
    await saveRequest(tx, permit, closed);
    step.audit({
      action: `privacy-request.${wanted.step}`,
      targetKind: 'privacy-request',
      targetId: target.id,
      fields: ['state'],
      detail: closed.record_digest === null ? {} : { digest: closed.record_digest.toString('hex') },
    });
    step.emit({ topic: 'workspace.changed', targetId: actor.workspaceId });
    if (closed.closed_at !== null) await tell(step);
    const members = await askingMembers(tx, scope, [closed]);
    const people = await loadPeople(tx, scope, [closed.handler_id]);
    const contacts = await askingContacts(tx, scope, [closed]);
    return requestView({ scope, people, now, members, contacts }, closed);
  },
});

function courseAfter(wanted: PrivacyStep): Partial<KeptCourse> {
  switch (wanted.step) {
    case 'identity':
      return { identity: wanted.how };
    case 'extend':
      return { extensionReason: wanted.reason };
    case 'answer':
      return { answer: wanted.words, offer: wanted.offer };
    case 'refuse':
      return { answer: wanted.reason };
    case 'take':
      return {};
  }
}

function rowAfter(
  target: RequestRow,
  { step }: PrivacyStep,
  { by, now }: { by: string; now: Date },
): Partial<RequestRow> {
  const at = now.toISOString();
  const handler_id = target.handler_id ?? by;
  switch (step) {
    case 'identity':
      return { state: 'identity_checked', identity_checked_at: at };
    case 'take':
      return { state: 'in_progress', handler_id: by };
    case 'extend': {
      const due = extendedDeadline(target.law, target.kind, new Date(target.received_at));
      return { extended_at: at, due_at: (due ?? new Date(target.due_at)).toISOString() };
    }
    case 'answer':
      return { state: 'answered', closed_at: at, handler_id };
    case 'refuse':
      return { state: 'refused', closed_at: at, handler_id };
  }
}

type Stepped = Step<'workspace.secure', RequestRow>;

/** A request not to be sold that is granted: contacts with that address are marked in the same transaction. */
async function actsWith(step: Stepped, wanted: PrivacyStep): Promise<PrivacyAct[]> {
  const { target, scope, services } = step;
  if (wanted.step !== 'answer' || target.kind !== 'opt_out') return [];
  const { email: address } = scope.unseal(requestContext(target.id), target.sealed_request);
  const contacts = await barSaleOf(step, { address, requestId: target.id });
  const at = services.clock.now().toISOString();
  return contacts === 0 ? [] : [{ kind: 'do_not_sell', at, contacts }];
}

/** What was asked, by when, and what was answered, kept for good and signed by the key of the audit log. */
async function withRecord(
  { tx, actor, scope }: Stepped,
  row: RequestRow,
  course: KeptCourse,
): Promise<RequestRow> {
  const { workspaceId } = actor;
  const { sealed_request, sealed_course: _, sealed_record: __, record_digest: ___, ...facts } = row;
  const asked = scope.unseal(requestContext(row.id), sealed_request);
  const record = JSON.stringify({ record: 'privacy_request', workspaceId, ...facts, asked, course });
  const digest = sha256(record);
  await leaveToSign(tx, { kind: 'privacy_request', workspaceId, id: row.id, digest });
  return { ...row, sealed_record: scope.seal(recordContext(row.id), record), record_digest: digest };
}

/** Whoever asked by the form reads the answer by the link they have; no content goes by mail. */
async function tell({ actor, scope, services, target }: Stepped): Promise<void> {
  if (!target.by_form) return;
  const { email } = scope.unseal(requestContext(target.id), target.sealed_request);
  await services.mail.queue({
    template: 'privacy-request-answered',
    to: email,
    workspaceId: actor.workspaceId,
  });
}
