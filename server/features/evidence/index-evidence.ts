import { indexSource, unindexSource } from '#server/features/search-index/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import type { EvidenceRecord } from './evidence-record.ts';

/** Makes a clean file found by its name, its caption, its tags and its text. */
export function indexEvidence(
  tx: TenantTx,
  scope: KeyScope,
  workspaceId: string,
  file: Pick<EvidenceRecord, 'id' | 'caseId' | 'list'>,
  text: string,
): Promise<void> {
  const { name, caption, tags } = file.list;
  const source = { workspaceId, caseId: file.caseId, kind: 'evidence', id: file.id } as const;
  return indexSource(tx, scope, source, [name, caption, ...tags, text]);
}

export function unindexEvidence(tx: TenantTx, id: string): Promise<void> {
  return unindexSource(tx, { kind: 'evidence', id });
}
