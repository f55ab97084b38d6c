import { type Db, runIn, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import { doorProof, refusing, type TenantTx } from '#server/security/tenancy/index.ts';

export type Gone = Readonly<Record<string, number>>;

const schedule = statement<[days: number], { deletion_at: string }>(`
  update app.workspaces w set state = 'scheduled_for_deletion', deletion_at = now() + make_interval(days => $1)
  where w.id = (select app.tenant()) and w.state = 'active' returning w.deletion_at`);
const held = statement<[], { held: boolean }>(`
  select exists (select 1 from app.cases c where c.workspace_id = (select app.tenant()) and c.legal_hold)
    or exists (select 1 from app.contacts k where k.workspace_id = (select app.tenant()) and k.legal_hold) as held`);

export async function scheduleDeletion(
  tx: TenantTx,
  _permit: Permit<'workspace.delete'>,
  days: number,
): Promise<string | undefined> {
  return (await runIn(tx, schedule, [days]))[0]?.deletion_at;
}

type LossRow = { cases: number; files: number; bytes: string; members: number; holds: number };
const loss = statement<[], LossRow>(`
  select (select count(*)::int from app.cases) as cases,
    (select count(*) from app.cases c where c.legal_hold)::int
      + (select count(*) from app.contacts k where k.legal_hold)::int as holds,
    (select count(*)::int from app.memberships m where m.state = 'active') as members,
    e.files, e.bytes from (select count(*)::int as files, coalesce(sum(e.size), 0)::text as bytes from app.evidence e) e`);

/** What goes with the workspace, as whoever entered sees it: an owner sees all. */
export async function countLoss(tx: TenantTx): Promise<LossRow | undefined> {
  return (await runIn(tx, loss, []))[0];
}

/** Whether any case or contact of the workspace is under a legal hold. */
export async function anyHold(tx: TenantTx): Promise<boolean> {
  return (await runIn(tx, held, []))[0]?.held === true;
}

type DeletionRow = { id: string; sealed_profile: Sealed<{ name: string }>; deletion_at: string };
const deletions = statement<[session: string], DeletionRow>('select * from app.my_deletions($1)');
const undo = statement<[session: string, workspaceId: string], { ok: boolean }>(
  'select app.undo_deletion($1, $2) as ok',
);
const places = statement<[session: string], { id: string }>('select id from app.my_places($1) id');
const due = statement<[string, Buffer], { id: string }>('select id from app.workspaces_to_purge($1, $2) id');
const purge = statement<[string, string, Buffer], { gone: Gone | null }>(
  'select app.purge_workspace($1, $2, $3) as gone',
);
const erase = statement<[string, Buffer, Buffer, string[], Buffer[], string, Buffer], { gone: Gone | null }>(
  'select app.erase_person($1, $2, $3, $4, $5, $6, $7) as gone',
);
type KeptValues = [string, string, string, string | null, string, string, Buffer, string, Buffer];
const keep = statement<KeptValues, never>(
  'select app.keep_erasure($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9)',
);
type Kept = { certificate: string; digest: Buffer; note: string | null; key: string | null };
const find = statement<[id: string], Kept>('select * from app.find_erasure($1)');

/** What stands in the place of a person's name and address, sealed; a restore puts it there again. */
export interface Placeholders {
  readonly digest: Buffer;
  readonly profile: Buffer;
  /** By workspace. */
  readonly members: ReadonlyMap<string, Buffer>;
}

export interface MemberToErase {
  /** The request that asks for it. */
  readonly requestId: string;
  readonly userId: string;
  readonly workspaceId: string;
  readonly placeholders: Placeholders;
}

export interface KeptErasure {
  readonly id: string;
  readonly kind: 'person' | 'member' | 'workspace';
  readonly subjectId: string;
  readonly askedBy: string | null;
  readonly replacement: Readonly<Record<string, unknown>>;
  readonly certificate: string;
  readonly digest: Buffer;
}

const eraseOne = statement<
  [string, string, Buffer, Buffer, Buffer | undefined, string, Buffer],
  { erased: { gone: Gone; account: boolean } }
>('select app.erase_member($1, $2, $3, $4, $5, $6, $7) as erased');

/**
 * Takes a person out of the workspace entered, at their request; `account`: their account went with it, since they were never
 * anywhere else. @throws AppError conflict for the last owner, or under a legal hold.
 */
export async function eraseFromWorkspace(
  tx: TenantTx,
  db: Db,
  _permit: Permit<'member.erase'>,
  { requestId, userId, workspaceId, placeholders }: MemberToErase,
): Promise<{ readonly gone: Gone; readonly account: boolean }> {
  const { digest, profile, members } = placeholders;
  const proof = doorProof(db, `erase member ${userId}`);
  const values = [requestId, userId, digest, profile, members.get(workspaceId), ...proof] as const;
  const [row] = await refusing(() => runIn(tx, eraseOne, [...values]));
  if (row === undefined) throw new Error('an erasure says what went');
  return row.erased;
}

/** Keeps an erasure with the transaction that does it. */
export async function keepErasure(tx: TenantTx, db: Db, erasure: KeptErasure): Promise<void> {
  await runIn(tx, keep, keptValues(db, erasure));
}

function keptValues(
  db: Db,
  { id, kind, subjectId, askedBy, replacement, certificate, digest }: KeptErasure,
): KeptValues {
  const proof = doorProof(db, `erasure ${id}`);
  return [id, kind, subjectId, askedBy, JSON.stringify(replacement), certificate, digest, ...proof];
}

export function erasureStore(db: Db) {
  return {
    deletions: (sessionId: string) => refusing(() => db.run(deletions, [sessionId])),
    undo: async (sessionId: string, workspaceId: string) =>
      (await refusing(() => db.run(undo, [sessionId, workspaceId])))[0]?.ok === true,
    places: async (sessionId: string) =>
      (await refusing(() => db.run(places, [sessionId]))).map(({ id }) => id),
    due: async () => (await db.run(due, [...doorProof(db, 'workspaces to purge')])).map(({ id }) => id),
    purge: async (workspaceId: string) =>
      (await db.run(purge, [workspaceId, ...doorProof(db, `purge ${workspaceId}`)]))[0]?.gone ?? undefined,
    async erase(sessionId: string, { digest, profile, members }: Placeholders): Promise<Gone | undefined> {
      const lists = [[...members.keys()], [...members.values()]] as const;
      const proof = doorProof(db, `erase ${sessionId}`);
      const [row] = await refusing(() => db.run(erase, [sessionId, digest, profile, ...lists, ...proof]));
      return row?.gone ?? undefined;
    },
    async keep(erasure: KeptErasure): Promise<void> {
      await db.run(keep, keptValues(db, erasure));
    },
    find: async (id: string) => (await db.run(find, [id]))[0],
  };
}
