import { type Db, runIn } from '#server/platform/db/index.ts';
import { shareDoorKey } from './door-key.ts';

/**
 * Runs `work` with a handle whose statements and transactions are all one transaction: for what is made before
 * there is a workspace to enter. A throw rolls all of it back.
 */
export function inOneTransaction<T>(db: Db, work: (one: Db) => Promise<T>): Promise<T> {
  return db.transaction((tx) => {
    const one: Db = {
      ...db,
      sql: tx,
      transaction: (inner) => inner(tx),
      run: (statement, values) => runIn(tx, statement, values),
    };
    shareDoorKey(db, one);
    return work(one);
  });
}
