import { withClient } from '#tests/support/admin.ts';
import type { TestDatabase } from '#tests/support/database.ts';

type Change = readonly [from: string, to: string];

/**
 * Replaces pieces of a function's source in a twin's database. Throws when a piece is not there: a wall that
 * was rebuilt elsewhere must not leave a sabotage behind that takes nothing down.
 */
export function editFunction(name: string, ...changes: readonly Change[]) {
  return (database: TestDatabase): Promise<void> =>
    withClient(database.ownerUrl, async (client) => {
      const { rows } = await client.query<{ source: string }>(
        'select pg_get_functiondef(p.oid) as source from pg_proc p where p.oid = to_regproc($1)',
        [name],
      );
      const [row] = rows;
      if (!row) throw new Error(`${name} is not there, or not alone of its name`);
      const edited = changes.reduce((source, [from, to]) => {
        if (!source.includes(from)) throw new Error(`${name} does not hold: ${from}`);
        return source.replace(from, to);
      }, row.source);
      await client.query(edited);
    });
}

/** Runs SQL as the owner of the schema in a twin's database. */
export function asOwner(sql: string) {
  return (database: TestDatabase): Promise<void> =>
    withClient(database.ownerUrl, async (client) => {
      await client.query(sql);
    });
}
