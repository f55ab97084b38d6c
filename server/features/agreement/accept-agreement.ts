import type { AcceptAgreement, Acceptance } from '#contracts/agreement.ts';
import { loadPeople, personOf } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { leaveToSign } from '#server/security/audit/records.store.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command } from '#server/security/command.ts';
import { newId, sha256 } from '#server/security/crypto/index.ts';
import { keepAcceptance, recordContext, textContext } from './agreement.store.ts';
import { agreementText } from './agreement-text.ts';
import { type AcceptanceRecord, acceptanceOf } from './read-agreement.ts';

/**
 * Accepts the agreement as it was read: the text is kept by its digest, sealed, and the record of who accepted it is signed
 * with the key of the audit log (claim FTS-25). @throws AppError conflict where the text is another by now.
 */
export async function acceptAgreement(caller: WorkspaceCaller, input: AcceptAgreement): Promise<Acceptance> {
  return accept(caller, { ...input, text: await agreementText(caller.services) });
}

type Accepting = AcceptAgreement & { readonly text: Awaited<ReturnType<typeof agreementText>> };

const accept = command({
  action: 'workspace.secure',
  load: async (_tx, input: Accepting) => input,
  about: () => null,
  rules(_actor, { text, digest }) {
    if (text.digest !== digest) throw new AppError('conflict', { details: { reason: 'another-version' } });
  },
  async run({ tx, actor, permit, scope, services, audit, emit }, { text, digest, organisation, name, role }) {
    const { workspaceId, userId } = actor;
    const id = newId();
    const record: AcceptanceRecord = {
      kind: 'agreement',
      id,
      workspaceId,
      version: text.version,
      digest,
      at: services.clock.now().toISOString(),
      byId: userId,
      organisation,
      name,
      role,
    };
    const written = JSON.stringify(record);
    const recordDigest = sha256(written);
    await keepAcceptance(tx, permit, {
      workspaceId,
      id,
      version: text.version,
      text_digest: Buffer.from(digest, 'hex'),
      accepted_by: userId,
      sealed_record: scope.seal(recordContext(id), written),
      record_digest: recordDigest,
      sealed_text: scope.seal(textContext(id), text),
    });
    await leaveToSign(tx, { kind: 'agreement', workspaceId, id, digest: recordDigest });
    audit({
      action: 'agreement.accepted',
      targetKind: 'agreement',
      targetId: id,
      fields: ['record'],
      detail: { version: text.version, digest: recordDigest.toString('hex') },
    });
    emit({ topic: 'workspace.changed', targetId: workspaceId });
    return acceptanceOf(record, personOf(await loadPeople(tx, scope, [userId]), userId));
  },
});
