import { addActivity } from '#server/features/cases/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { type Step, systemCommand } from '#server/security/command.ts';
import { type KeyScope, newId } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { inTenantAsSystem, type TenantTx } from '#server/security/tenancy/index.ts';
import { type CheckedFile, type CheckResult, checkEvidence } from './check-evidence.ts';
import { claimBlob, findEvidence, lockEvidence, updateEvidence } from './evidence.store.ts';
import { type EvidenceRecord, textContext } from './evidence-record.ts';
import { indexEvidence, unindexEvidence } from './index-evidence.ts';
import { deletePieces, listPieces, type Piece } from './piece.store.ts';
import { type CheckJob, queueNextLook } from './queue-check.ts';
import { forget, joinPieces, sealFile, type Vault } from './sealed-content.ts';

type Settled = Exclude<CheckResult, { verdict: 'wait' }>;
type Input = { readonly evidenceId: string; readonly blobId: string; readonly result: Settled };

/** Moves a file out of quarantine, to where it is shown or to where it says why not. */
const settle = systemCommand({
  action: 'evidence.add',
  load: (tx, input: Input, _actor, scope) => waiting(tx, scope, input),
  about: () => null,
  async run(step, { result }): Promise<void> {
    await (result.verdict === 'clean' ? clear(step, result) : refuse(step, result));
    await deletePieces(step.tx, step.target.id);
    step.emit({ topic: 'evidence.changed', targetId: step.target.caseId });
  },
});

/** The job: looks at a file in quarantine, and leaves it there while nobody can look. */
export function settleEvidence(services: Services, job: CheckJob): Promise<void> {
  const { workspaceId } = job;
  return services.keys.retrying(workspaceId, (scope) =>
    lookAt(services, { blobs: services.blobs, scope, workspaceId }, job),
  );
}

async function lookAt(services: Services, vault: Vault, job: CheckJob): Promise<void> {
  const { workspaceId, evidenceId } = job;
  const held = await loadHeld(services, vault, evidenceId);
  if (!held) return;
  const result = await checkEvidence(held.file, () => joinPieces(vault, held.pieces), services.scanner);
  if (result.verdict === 'wait') return queueNextLook(services, job);
  const blobId = newId();
  if (result.verdict === 'clean') {
    if (!(await claim(services, vault, evidenceId, blobId))) return;
    await sealFile(vault, { id: evidenceId, blobId }, result.content());
  }
  try {
    await settle(services, workspaceId, { evidenceId, blobId, result });
  } catch (error) {
    // Deleted or cancelled while it was looked at, or another node has it now.
    if (!(error instanceof AppError && error.code === 'not_found')) throw error;
    return forget(vault, [blobId]);
  }
  await forget(
    vault,
    held.pieces.map(({ id }) => id),
  );
}

async function loadHeld(
  services: Services,
  { scope, workspaceId }: Vault,
  evidenceId: string,
): Promise<{ file: EvidenceRecord; pieces: Piece[] } | undefined> {
  return inTenantAsSystem(services.db, workspaceId, async (tx) => {
    const file = await findEvidence(tx, scope, evidenceId);
    return file?.state === 'quarantined' ? { file, pieces: await listPieces(tx, evidenceId) } : undefined;
  });
}

/** From now on this blob is the one that counts: whoever else looks at the file settles nothing. */
function claim(services: Services, { workspaceId }: Vault, id: string, blobId: string): Promise<boolean> {
  return inTenantAsSystem(services.db, workspaceId, (tx) => claimBlob(tx, id, blobId));
}

async function waiting(
  tx: TenantTx,
  scope: KeyScope,
  { evidenceId, blobId, result }: Input,
): Promise<EvidenceRecord | undefined> {
  const file = await lockEvidence(tx, scope, evidenceId);
  const mine = result.verdict === 'refused' || file?.blobId === blobId;
  return file?.state === 'quarantined' && mine ? file : undefined;
}

type SettleStep = Step<'evidence.add', EvidenceRecord>;

async function clear(
  { tx, actor, permit, target, scope, audit }: SettleStep,
  result: CheckedFile,
): Promise<void> {
  const { sha256, size, encoding, text } = result;
  const { declaredSha256, ...list } = target.list;
  await updateEvidence(tx, permit, scope, target.id, {
    state: 'clean',
    scanned: true,
    size,
    list: { ...list, sha256, ...(encoding !== undefined && { encoding }) },
    sha256Digest: scope.lookup('evidence-sha256', sha256),
    ...(text !== '' && { sealedText: scope.seal(textContext(target.id), text) }),
  });
  const { workspaceId } = actor;
  await indexEvidence(tx, scope, workspaceId, target, text);
  if (target.replacesId !== null) await unindexEvidence(tx, target.replacesId);
  const bringer = { workspaceId, userId: target.uploaderId };
  await addActivity(tx, scope, bringer, { caseId: target.caseId, kind: 'evidence-added' });
  audit({ action: 'evidence.cleared', targetKind: 'evidence', targetId: target.id, detail: { bytes: size } });
}

async function refuse(
  { tx, permit, target, scope, audit }: SettleStep,
  { reason, signature }: Settled & { verdict: 'refused' },
): Promise<void> {
  await updateEvidence(tx, permit, scope, target.id, { state: 'refused', refusal: reason, scanned: true });
  const detail = { signature: signature ?? 'type' };
  audit({ action: 'evidence.refused', targetKind: 'evidence', targetId: target.id, detail });
}
