import { type SealedTag, wordContext } from '#server/features/workspaces/index.ts';
import type { KeyScope, Sealed } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { indexSource } from './index-source.ts';

/** What of a case is searched. */
export interface SearchedCase {
  readonly workspaceId: string;
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly parties: readonly { readonly name: string; readonly note: string }[];
  readonly fields: readonly { readonly value: string }[];
}

/** Indexes title, summary, body, parties, fields and the labels of the tags of a case. Sent at once. */
export async function indexCase(
  tx: TenantTx,
  scope: KeyScope,
  found: SearchedCase,
  tagLabels: ReadonlyMap<string, string>,
): Promise<void> {
  const { workspaceId, id, title, summary, body, parties, fields } = found;
  const texts = [
    title,
    summary,
    body,
    ...parties.flatMap(({ name, note }) => [name, note]),
    ...fields.map(({ value }) => value),
    ...tagLabels.values(),
  ];
  await indexSource(tx, scope, { workspaceId, caseId: id, kind: 'case', id }, texts);
}

/** The labels of tags by id. */
export async function tagLabelsOf(
  tx: TenantTx,
  scope: KeyScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('app.tags')
    .select(['id', 'sealed_name'])
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .$narrowType<{ sealed_name: Sealed<SealedTag> }>()
    .execute();
  return new Map(
    rows.map(({ id, sealed_name }) => [id, scope.unseal(wordContext.tag(id), sealed_name).label]),
  );
}
