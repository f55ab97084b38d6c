import type { Upload, UploadCreate } from '#contracts/evidence.ts';
import { FILES_A_BATCH, PIECE_BYTES } from '#contracts/evidence-types.ts';
import { caseTypeOf, type HouseRules, loadSettings } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command } from '#server/security/command.ts';
import { type KeyScope, newId } from '#server/security/crypto/index.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { isLocked, relationToCase } from './evidence.policy.ts';
import { countUnfinished, evidenceRoom, findEvidence, insertEvidence } from './evidence.store.ts';
import type { EvidenceRecord } from './evidence-record.ts';
import { checkDeclared } from './file-check.ts';
import { cleanFileName } from './file-name.ts';
import { findHostCase } from './host-case.store.ts';
import type { HostCase } from './host-case.ts';
import { overLimit, overQuota } from './limits.ts';

export type UploadStart = UploadCreate & { readonly caseId: string };

interface Target {
  readonly host: HostCase;
  readonly settings: HouseRules;
  readonly unfinished: number;
  readonly replaced: EvidenceRecord | undefined;
}

async function load(
  tx: TenantTx,
  { caseId, replacesId }: UploadStart,
  actor: Actor,
  scope: KeyScope,
): Promise<Target | undefined> {
  const host = await findHostCase(tx, caseId);
  if (!host) return undefined;
  const [settings, unfinished, replaced] = await Promise.all([
    loadSettings(tx, actor),
    countUnfinished(tx),
    replacesId === undefined ? undefined : findEvidence(tx, scope, replacesId),
  ]);
  return { host, settings, unfinished, replaced };
}

/**
 * Makes room for a file and says where its first piece goes.
 * @throws AppError unsupported_media_type, payload_too_large, locked, conflict; each with a sentence.
 */
export const startUpload = command({
  action: 'evidence.add',
  load,
  about: (actor, { host }) => relationToCase(actor.userId, host),
  rules(_actor, target: Target, input) {
    if (isLocked(caseTypeOf(target.settings, target.host.type), target.host)) throw new AppError('locked');
    assertTaken(target, input);
    if (target.unfinished >= FILES_A_BATCH) {
      throw new AppError('conflict', { message: `${FILES_A_BATCH} files are on their way already.` });
    }
    if (input.replacesId !== undefined) assertReplaceable(target.replaced, input.caseId);
  },
  async run({ tx, actor, permit, scope, services, audit }, input): Promise<Upload> {
    const { used, quota } = await evidenceRoom(tx);
    assertFits(overQuota(input.size, { used, quota: quota ?? services.evidenceQuota }));
    const id = newId();
    const check = checkDeclared(cleanFileName(input.name), input.type);
    await insertEvidence(tx, permit, scope, actor.workspaceId, {
      id,
      caseId: input.caseId,
      uploaderId: actor.userId,
      replacesId: input.replacesId ?? null,
      mediaType: check.ok ? check.kind.mediaType : '',
      size: input.size,
      visibility: input.visibility,
      blobId: newId(),
      list: {
        name: cleanFileName(input.name),
        caption: input.caption,
        tags: input.tags,
        ...(input.sha256 !== undefined && { declaredSha256: input.sha256 }),
      },
    });
    audit({
      action: 'evidence.upload-started',
      targetKind: 'evidence',
      targetId: id,
      detail: { bytes: input.size },
    });
    return { id, state: 'uploading', offset: 0, size: input.size, pieceSize: PIECE_BYTES, refusal: null };
  },
});

function assertTaken({ host }: Target, { name, type, size }: UploadCreate): void {
  const check = checkDeclared(cleanFileName(name), type);
  if (!check.ok) throw new AppError('unsupported_media_type', { field: 'name', message: check.reason });
  assertFits(overLimit({ family: check.kind.family, size }, host.preset));
}

function assertFits(over: string | undefined): void {
  if (over !== undefined) throw new AppError('payload_too_large', { field: 'size', message: over });
}

function assertReplaceable(replaced: EvidenceRecord | undefined, caseId: string): void {
  if (replaced?.state === 'clean' && replaced.caseId === caseId) return;
  throw new AppError('invalid_field', {
    field: 'replacesId',
    message: 'There is no such file in this case.',
  });
}
