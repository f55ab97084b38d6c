import { type Profile, profileContext } from '../../features/identity/index.ts';
import { statement } from '../../platform/db/index.ts';
import type { KeyScope, Sealed } from '../../security/crypto/index.ts';
import type { IncidentDesk } from './incident.store.ts';

/** Whose doings count as the intruder's, and when: an account, or one session of it. */
export interface Trace {
  readonly actorId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly from: Date;
  readonly until: Date;
}

/** A workspace that was touched, and whom it concerns. */
export interface AffectedWorkspace {
  readonly workspaceId: string;
  readonly first: string;
  readonly last: string;
  readonly entries: number;
  readonly cases: readonly string[];
  /** Kinds of fields that were shown or changed, as the audit log names them. */
  readonly fields: readonly string[];
  readonly members: readonly string[];
  /** The addresses of its owners. */
  readonly tell: readonly string[];
}

type Touched = Omit<AffectedWorkspace, 'members' | 'tell'>;
type Member = { id: string; role: string; sealed: Sealed<Profile> };

const touched = statement<
  [actor: string | null, session: string | null, from: string, until: string],
  Touched
>(`
  select e.workspace_id as "workspaceId", min(e.at) as first, max(e.at) as last, count(distinct e.id)::int as entries,
    coalesce(array_agg(distinct e.target_id::text) filter (where e.target_kind = 'case' and e.target_id is not null), '{}')
      as cases,
    coalesce(array_agg(distinct f.field) filter (where f.field is not null), '{}') as fields
  from app.audit_entries e left join lateral unnest(e.fields) f (field) on true
  where e.workspace_id is not null and ($1::uuid is null or e.actor_id = $1) and ($2::uuid is null or e.session_id = $2)
    and e.at between $3 and $4
  group by e.workspace_id order by min(e.at)`);
const members = statement<[workspace: string], Member>(`
  select u.id, m.role, u.sealed_profile as sealed from app.memberships m join app.users u on u.id = m.user_id
  where m.workspace_id = $1 and m.state = 'active' order by u.id`);

/** Computes from the audit log whom an intruder reached. Reads are in it, so that what was only seen counts too. */
export async function affectedBy(
  { db, system }: IncidentDesk,
  { actorId, sessionId, from, until }: Trace,
): Promise<AffectedWorkspace[]> {
  if (actorId === undefined && sessionId === undefined)
    throw new RangeError('a trace names an account or a session');
  const rows = await db.run(touched, [
    actorId ?? null,
    sessionId ?? null,
    from.toISOString(),
    until.toISOString(),
  ]);
  return Promise.all(
    rows.map(async (row) => {
      const people = await db.run(members, [row.workspaceId]);
      const owners = people.filter(({ role }) => role === 'owner');
      return {
        ...row,
        members: people.map(({ id }) => id),
        tell: owners.map((owner) => addressOf(system, owner)),
      };
    }),
  );
}

function addressOf(system: Pick<KeyScope, 'unseal'>, { id, sealed }: Member): string {
  return system.unseal(profileContext(id), sealed).email;
}
