import { sealPlaceholders } from '../features/erasure/index.ts';
import { type Db, statement } from '../platform/db/index.ts';
import { type KeyRing, SYSTEM_SCOPE } from '../security/crypto/index.ts';

/** An erasure that was done, as it is kept: whatever a restore brings back of its subject has to go again. */
export interface DoneErasure {
  readonly id: string;
  readonly kind: 'person' | 'member' | 'workspace';
  readonly subject_id: string;
  readonly asked_by: string | null;
  readonly done_at: string;
  readonly replacement: { digest?: string; profile?: string; members?: Readonly<Record<string, string>> };
  readonly certificate: string;
  readonly digest: Buffer;
  readonly note: string | null;
  readonly key: string | null;
}

const all = statement<[], DoneErasure>('select e.* from app.erasures e order by e.done_at, e.id');
const purge = statement<[workspaceId: string], { gone: object | null }>(
  'select app.do_purge_workspace($1) as gone',
);
const isErased = statement<[userId: string, digest: Buffer], { erased: boolean }>(
  'select exists (select 1 from app.users u where u.id = $1 and u.email_digest = $2) as erased',
);
const places = statement<[userId: string], { id: string }>(`
  select m.workspace_id as id from app.memberships m
  join app.workspaces w on w.id = m.workspace_id and w.state <> 'purged' where m.user_id = $1`);
const erase = statement<[string, Buffer, Buffer, string[], Buffer[]], { gone: object | null }>(
  'select app.do_erase_person($1, $2, $3, $4, $5) as gone',
);
const isKept = statement<[id: string], { kept: boolean }>(
  'select exists (select 1 from app.erasures e where e.id = $1) as kept',
);
const standsThere = statement<[userId: string, workspaceId: string], { there: boolean }>(`
  select exists (select 1 from app.memberships m join app.workspaces w on w.id = m.workspace_id and w.state <> 'purged'
    where m.user_id = $1 and m.workspace_id = $2) as there`);
const eraseFrom = statement<[string, string, Buffer], { gone: object | null }>(
  'select app.do_erase_member($1, $2, $3) as gone',
);
type Kept = [
  string,
  string,
  string,
  string | null,
  string,
  string,
  string,
  Buffer,
  string | null,
  string | null,
];
const keep = statement<Kept, never>(`
  insert into app.erasures (id, kind, subject_id, asked_by, done_at, replacement, certificate, digest, note, key)
  values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10) on conflict do nothing`);

/** What has to be replayed after a restore into an earlier moment: to be taken from the newest state there is. */
export function listErasures(db: Db): Promise<DoneErasure[]> {
  return db.run(all, []);
}

export interface Replayed {
  /** Workspaces that were erased, now or before: their bytes have to leave the store as well. */
  readonly workspaceIds: readonly string[];
  /** How many workspaces and people had come back and went again. */
  readonly workspaces: number;
  readonly people: number;
}

/**
 * Does every erasure again, as the operator: those the restored database knows, and `newer` ones from a later state. May be
 * run again. Placeholders are sealed anew: keys may have been rotated between the two states.
 */
export async function replayErasures(
  { db, ring }: { db: Db; ring: KeyRing },
  newer: readonly DoneErasure[] = [],
): Promise<Replayed> {
  let [workspaces, people] = [0, 0];
  for (const one of newer) {
    // Whoever the restored state knows as erased from a workspace may have been asked back since: only what it does not know
    // is done again, before it is kept, so that a replay that dies is not taken for done.
    if (one.kind === 'member' && !(await kept(db, one.id)))
      people += await eraseMemberAgain({ db, ring }, one);
    const { id, kind, subject_id, asked_by, done_at, replacement, certificate, digest, note, key } = one;
    const replaced = JSON.stringify(replacement);
    await db.run(keep, [id, kind, subject_id, asked_by, done_at, replaced, certificate, digest, note, key]);
  }
  const workspaceIds: string[] = [];
  for (const { kind, subject_id, replacement } of await listErasures(db)) {
    if (kind === 'member') continue;
    if (kind === 'workspace') {
      const [row] = await db.run(purge, [subject_id]);
      if (row?.gone) workspaces += 1;
      workspaceIds.push(subject_id);
    } else if (await eraseAgain({ db, ring }, subject_id, replacement)) people += 1;
  }
  return { workspaceIds, workspaces, people };
}

async function kept(db: Db, id: string): Promise<boolean> {
  return (await db.run(isKept, [id]))[0]?.kept === true;
}

/** Out of the workspaces that did it, and no others. Gives 1 where there was somebody to erase. */
async function eraseMemberAgain(
  { db, ring }: { db: Db; ring: KeyRing },
  { subject_id: userId, replacement }: Pick<DoneErasure, 'subject_id' | 'replacement'>,
): Promise<number> {
  const here: string[] = [];
  for (const id of Object.keys(replacement.members ?? {}))
    if ((await db.run(standsThere, [userId, id]))[0]?.there === true) here.push(id);
  const system = await ring.open(SYSTEM_SCOPE);
  const keys = { system, withWorkspace: ring.retrying.bind(ring) };
  const { members } = await sealPlaceholders(keys, userId, here);
  for (const [id, profile] of members) await db.run(eraseFrom, [userId, id, profile]);
  return here.length > 0 ? 1 : 0;
}

/** The digest in the place of the address is the one of then: by it a second replay knows who is erased. */
async function eraseAgain(
  { db, ring }: { db: Db; ring: KeyRing },
  userId: string,
  { digest = '' }: DoneErasure['replacement'],
): Promise<boolean> {
  const address = Buffer.from(digest, 'hex');
  const [found] = await db.run(isErased, [userId, address]);
  if (found?.erased === true) return false;
  const here = (await db.run(places, [userId])).map(({ id }) => id);
  const system = await ring.open(SYSTEM_SCOPE);
  const keys = {
    system,
    withWorkspace: ring.retrying.bind(ring),
  };
  const { profile, members } = await sealPlaceholders(keys, userId, here);
  const [row] = await db.run(erase, [userId, address, profile, [...members.keys()], [...members.values()]]);
  return row?.gone != null;
}
