import { runIn, statement } from '#server/platform/db/index.ts';
import { type KeyScope, type SealContext, type Sealed, sealRow } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

/** A piece of the file, as base64. */
type Piece = { readonly bytes: string };

const bytesContext = (importId: string, start: number): SealContext => ({
  table: 'case_import_parts',
  row: sealRow(importId, String(start)),
  use: 'bytes',
});

const insert = statement<[workspaceId: string, importId: string, start: string, bytes: Buffer], never>(
  'insert into app.case_import_parts (workspace_id, import_id, start, sealed_bytes) values ($1, $2, $3, $4)',
);
const next = statement<[importId: string, from: string], { readonly sealed_bytes: Sealed<Piece> }>(`
  select p.sealed_bytes from app.case_import_parts p
  where p.workspace_id = (select app.tenant()) and p.import_id = $1 and p.start = $2`);

export async function insertPart(
  tx: TenantTx,
  _permit: Permit<'case.import'>,
  scope: KeyScope,
  part: { workspaceId: string; importId: string; start: number; bytes: Buffer },
): Promise<void> {
  const sealed = scope.seal<Piece>(bytesContext(part.importId, part.start), {
    bytes: part.bytes.toString('base64'),
  });
  await runIn(tx, insert, [part.workspaceId, part.importId, String(part.start), sealed]);
}

/** The piece that begins there; undefined at the end of the file. */
export async function findPart(
  tx: TenantTx,
  scope: KeyScope,
  importId: string,
  start: number,
): Promise<Buffer | undefined> {
  const [row] = await runIn(tx, next, [importId, String(start)]);
  return row && Buffer.from(scope.unseal(bytesContext(importId, start), row.sealed_bytes).bytes, 'base64');
}
