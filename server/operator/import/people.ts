import { z } from 'zod';
import { Email } from '#contracts/common.ts';
import { emailDigest, type Profile, profileContext } from '../../features/identity/index.ts';
import { runIn, statement, type Tx } from '../../platform/db/index.ts';
import { type KeyScope, newId } from '../../security/crypto/index.ts';
import type { OpenArchive } from './open-archive.ts';

const Member = z.object({
  user_id: z.uuid(),
  role: z.string().max(40),
  state: z.string().max(40),
  profile: z.object({ name: z.string().max(200), email: z.string().max(254) }),
});

const find = statement<[digest: Buffer], { id: string }>(
  'select u.id from app.users u where u.email_digest = $1',
);
const taken = statement<[id: string], { id: string }>('select u.id from app.users u where u.id = $1');
const make = statement<[id: string, digest: Buffer, profile: Buffer], never>(
  'insert into app.users (id, email_digest, sealed_profile) values ($1, $2, $3)',
);

export interface People {
  /** The id here of who had that id there. */
  readonly ids: ReadonlyMap<string, string>;
  readonly made: number;
  /** The addresses of those whom the archive makes an active Owner: nobody here has given them that. */
  readonly owners: readonly string[];
}

/**
 * An account for each member, found by address alone: an id of an archive never names somebody who is here. Whoever is
 * new keeps the id where it is free, so that a workspace that moves stays what it was.
 */
export async function bringPeople(tx: Tx, system: KeyScope, archive: OpenArchive): Promise<People> {
  const ids = new Map<string, string>();
  const owners: string[] = [];
  let made = 0;
  for await (const record of archive.records('memberships')) {
    const { user_id, role, state, profile } = Member.parse(record);
    const address = Email.safeParse(profile.email);
    // Whoever was erased there has no address; here they are nobody either.
    const email = address.success ? address.data : `${user_id}@erased.invalid`;
    if (role === 'owner' && state === 'active') owners.push(email);
    const digest = emailDigest(system, email);
    const [known] = await runIn(tx, find, [digest]);
    if (known !== undefined) {
      ids.set(user_id, known.id);
      continue;
    }
    const id = (await runIn(tx, taken, [user_id])).length > 0 ? newId() : user_id;
    await runIn(tx, make, [
      id,
      digest,
      system.seal<Profile>(profileContext(id), { email, name: profile.name }),
    ]);
    ids.set(user_id, id);
    made += 1;
  }
  return { ids, made, owners: owners.sort() };
}
