import { pageRecords, type RawRecord, type Shape } from '#server/features/exports/index.ts';
import { type Db, sql, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import { refusing, type TenantTx } from '#server/security/tenancy/index.ts';

interface AccountRow {
  readonly kind: string;
  readonly plain: Readonly<Record<string, unknown>>;
  readonly sealed: Sealed<unknown> | null;
}

const SEALED_IN: Readonly<Record<string, { table: string; use: string }>> = {
  account: { table: 'users', use: 'profile' },
  session: { table: 'sessions', use: 'origin' },
  passkey: { table: 'passkeys', use: 'name' },
};
const account = statement<[session: string], AccountRow>('select * from app.my_account($1)');

/** What the deployment itself keeps of a person, and where it was sealed. */
export async function accountRows(db: Db, sessionId: string) {
  const rows = await refusing(() => db.run(account, [sessionId]));
  return rows.map((row) => ({ ...row, ...(SEALED_IN[row.kind] ?? { table: '', use: '' }) }));
}

/** A page of the rows in which one of these columns names the person; those they may see. */
export function pageOwnRecords(
  tx: TenantTx,
  shape: Shape,
  {
    userId,
    columns,
    after,
    limit,
  }: { userId: string; columns: readonly string[]; after: readonly string[] | null; limit: number },
): Promise<RawRecord[]> {
  // An id, or a list of ids: as text both are compared alike.
  const names = columns.map((column) => sql`position(${userId} in ${sql.ref(`t.${column}`)}::text) > 0`);
  return pageRecords(tx, shape, after, limit, sql`(${sql.join(names, sql` or `)})`);
}
