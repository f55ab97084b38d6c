import type { Evidence, EvidencePage, EvidenceQuery, EvidenceVersions } from '#contracts/evidence.ts';
import { loadPeople } from '#server/features/members/index.ts';
import { caseTypeOf, loadSettings } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { encodeCursor, timePlace } from '#server/platform/cursor.ts';
import type { AuditNote } from '#server/security/audit/entry.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { isLocked } from './evidence.policy.ts';
import { findEvidence, listVersions, pageEvidence } from './evidence.store.ts';
import { evidenceView } from './evidence.view.ts';
import type { EvidenceRecord } from './evidence-record.ts';
import { findHostCase } from './host-case.store.ts';
import type { HostCase } from './host-case.ts';

interface Reader {
  readonly actor: Actor;
  readonly scope: KeyScope;
  readonly now: number;
}

/** The files of a case, the newest version of each. */
export function listEvidence(
  caller: WorkspaceCaller,
  { caseId, cursor, limit }: EvidenceQuery & { readonly caseId: string },
): Promise<EvidencePage> {
  const after = cursor === null ? null : timePlace(cursor);
  return read(caller, 'case.read', async (tx, { actor, scope }) => {
    const host = await findHostCase(tx, caseId);
    if (!host) throw new AppError('not_found');
    const files = await pageEvidence(tx, scope, caseId, { after, limit: limit + 1 });
    const reader = { actor, scope, now: caller.services.clock.now().getTime() };
    const items = await viewAll(tx, reader, host, files.slice(0, limit));
    const last = files.length > limit ? files[limit - 1] : undefined;
    const next = last === undefined ? null : encodeCursor([last.createdAt, last.id]);
    return { out: { items, next }, disclosed: disclosed('case', caseId, items.length) };
  });
}

/** A file and those it replaced, newest first. */
export function readVersions(
  caller: WorkspaceCaller,
  { evidenceId }: { evidenceId: string },
): Promise<EvidenceVersions> {
  return read(caller, 'case.read', async (tx, { actor, scope }) => {
    const file = await findEvidence(tx, scope, evidenceId);
    const host = file && (await findHostCase(tx, file.caseId));
    if (!host) throw new AppError('not_found');
    const reader = { actor, scope, now: caller.services.clock.now().getTime() };
    const items = await viewAll(tx, reader, host, await listVersions(tx, scope, evidenceId));
    return { out: { items }, disclosed: disclosed('evidence', evidenceId, items.length) };
  });
}

export async function viewAll(
  tx: TenantTx,
  { actor, scope, now }: Reader,
  host: HostCase,
  files: readonly EvidenceRecord[],
): Promise<Evidence[]> {
  const people = await loadPeople(
    tx,
    scope,
    files.map(({ uploaderId }) => uploaderId),
  );
  const locked = isLocked(caseTypeOf(await loadSettings(tx, actor), host.type), host);
  return files.map((file) => evidenceView(file, { actor, host, people, now, locked }));
}

function disclosed(targetKind: string, targetId: string, count: number): AuditNote {
  return {
    action: 'evidence.list',
    targetKind,
    targetId,
    fields: ['name', 'caption', 'tags'],
    detail: { count },
  };
}
