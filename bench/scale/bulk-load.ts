import type { OperatorClient } from '#server/platform/db/operator-client.ts';

interface Index {
  readonly name: string;
  readonly definition: string;
}

const selectIndexes = `
  select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
  from pg_index i where i.indrelid = any($1::regclass[])
    and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`;

/**
 * Begins to load a lot as a restore would: what refers to what is not checked row by row, and indexes are built
 * once, after the rows, by the function it returns. Needs the superuser.
 */
export async function beginBulkLoad(
  admin: OperatorClient,
  tables: readonly string[],
): Promise<() => Promise<void>> {
  const { rows: indexes } = await admin.query<Index>(selectIndexes, [tables]);
  await admin.query("set session_replication_role = 'replica'");
  await admin.query("set maintenance_work_mem = '1GB'");
  await admin.query('set synchronous_commit = off');
  for (const { name } of indexes) await admin.query(`drop index ${name}`);
  return async () => {
    for (const { name, definition } of indexes) {
      console.log(`Building the index ${name}.`);
      await admin.query(definition);
    }
    await admin.query("set session_replication_role = 'origin'");
  };
}
