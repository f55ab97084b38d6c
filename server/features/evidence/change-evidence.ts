import type { Evidence, EvidencePatch } from '#contracts/evidence.ts';
import { extensionOf } from '#contracts/evidence-types.ts';
import { caseTypeOf, type HouseRules, loadSettings } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command } from '#server/security/command.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { isLocked, relationToFile } from './evidence.policy.ts';
import { viewAll } from './evidence.reads.ts';
import { lockEvidence, readText, updateEvidence } from './evidence.store.ts';
import type { EvidenceRecord } from './evidence-record.ts';
import { cleanFileName } from './file-name.ts';
import { findHostCase } from './host-case.store.ts';
import type { HostCase } from './host-case.ts';
import { indexEvidence } from './index-evidence.ts';

export interface FileOfCase {
  readonly file: EvidenceRecord;
  readonly host: HostCase;
  readonly settings: HouseRules;
}

/** A clean file, locked, with the case it belongs to. */
export async function loadFileOfCase(
  tx: TenantTx,
  { evidenceId }: { readonly evidenceId: string },
  actor: Actor,
  scope: KeyScope,
): Promise<FileOfCase | undefined> {
  const file = await lockEvidence(tx, scope, evidenceId);
  if (!file || (file.state !== 'clean' && file.uploaderId !== actor.userId)) return undefined;
  const host = await findHostCase(tx, file.caseId);
  return host && { file, host, settings: await loadSettings(tx, actor) };
}

export function assertUnlocked({ host, settings }: FileOfCase): void {
  if (isLocked(caseTypeOf(settings, host.type), host)) throw new AppError('locked');
}

/** Renames a file, or changes its caption, its tags or who sees it. The ending of the name stays. */
export const changeEvidence = command({
  action: 'evidence.add',
  load: (
    tx,
    input: { evidenceId: string; patch: EvidencePatch; expected: number | undefined },
    actor,
    scope,
  ): Promise<FileOfCase | undefined> => loadFileOfCase(tx, input, actor, scope),
  about: (actor, { host, file }) => relationToFile(actor.userId, host, file),
  rules(_actor, target, { patch, expected }) {
    assertUnlocked(target);
    if (target.file.state !== 'clean')
      throw new AppError('conflict', { message: 'This file has not arrived.' });
    if (expected === undefined) throw new AppError('precondition_required');
    if (expected !== target.file.version) throw new AppError('precondition_failed');
    const ending = extensionOf(target.file.list.name);
    if (patch.name !== undefined && extensionOf(cleanFileName(patch.name)) !== ending) {
      throw new AppError('invalid_field', {
        field: 'name',
        message: `The name keeps its ending .${ending}.`,
      });
    }
  },
  async run({ tx, actor, permit, target, scope, services, audit, emit }, { patch }): Promise<Evidence> {
    const { visibility, name, ...words } = patch;
    const { file, host } = target;
    const list = {
      ...file.list,
      ...(name !== undefined && { name: cleanFileName(name) }),
      ...(words.caption !== undefined && { caption: words.caption }),
      ...(words.tags !== undefined && { tags: words.tags }),
    };
    await updateEvidence(tx, permit, scope, file.id, {
      list,
      ...(visibility !== undefined && { visibility }),
    });
    await indexEvidence(tx, scope, actor.workspaceId, { ...file, list }, await readText(tx, scope, file.id));
    const fields = Object.keys(patch);
    audit({ action: 'evidence.changed', targetKind: 'evidence', targetId: file.id, fields });
    emit({ topic: 'evidence.changed', targetId: file.caseId });
    const changed = { ...file, list, visibility: visibility ?? file.visibility, version: file.version + 1 };
    const [view] = await viewAll(tx, { actor, scope, now: services.clock.now().getTime() }, host, [changed]);
    if (!view) throw new AppError('not_found');
    return view;
  },
});
