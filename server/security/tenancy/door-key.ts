import { type Db, statement } from '#server/platform/db/index.ts';
import { type KeyScope, sha256 } from '#server/security/crypto/index.ts';

const keep = statement<[Buffer], { ok: boolean }>('select app.keep_door_key($1) as ok');

/** What a call of a door without a session carries: the moment in ms since 1970, and the proof. */
export type DoorProof = readonly [moment: string, proof: Buffer];

type Prove = (subject: string) => DoorProof;

const provers = new WeakMap<Db, Prove>();

/**
 * Lets this process call the doors that need no session (migration 0015). Someone who can run SQL as the live
 * role, by injection say, cannot: the key is derived here and kept in the database out of that role's reach.
 */
export async function holdDoorKey(db: Db, system: KeyScope): Promise<void> {
  const key = system.mac('door', 'calls without a session');
  const [row] = await db.run(keep, [key]);
  if (row?.ok !== true) throw new Error('This database belongs to another root key.');
  provers.set(db, (subject) => {
    const moment = String(Date.now());
    return [moment, sha256(Buffer.concat([key, Buffer.from(`${subject}@${moment}`), key]))];
  });
}

/** Lets another handle on the same database call those doors as well. */
export function shareDoorKey(from: Db, to: Db): void {
  const prove = provers.get(from);
  if (prove !== undefined) provers.set(to, prove);
}

export function doorProof(db: Db, subject: string): DoorProof {
  const prove = provers.get(db);
  if (prove === undefined) throw new Error('this process holds no door key');
  return prove(subject);
}
