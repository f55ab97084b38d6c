import { bodyContext } from '#server/features/cases/index.ts';
import type { OperatorClient } from '#server/platform/db/operator-client.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import { countCases, type Filling } from '../fill.ts';

/** The first page, and as many again scattered over all the others. */
const NEWEST = 60;
const SCATTERED = 340;

const insertMany = `
  insert into app.cases (workspace_id, number, case_type, state, phase, severity, owner_id, creator_id,
    sealed_list, sealed_body, created_at, updated_at)
  select $1, n, 'incident', 'published', 'open', 'medium', o.id, o.id, $4, $5, t.moment, t.moment
  from generate_series(1, $2) n
  cross join lateral (select ($3::uuid[])[1 + n % cardinality($3::uuid[])] as id) o
  cross join lateral (select now() - make_interval(secs => $2 - n) as moment) t`;

const selectAsked = `
  select c.id from app.cases c
  where c.workspace_id = $1 and (c.number > $2::int - $3::int or c.number % greatest(1, $2::int / $4::int) = 0) order by c.number`;

const sealAsked = `
  update app.cases c set sealed_list = r.list, sealed_body = r.body
  from unnest($2::uuid[], $3::bytea[], $4::bytea[]) r (id, list, body) where c.workspace_id = $1 and c.id = r.id`;

/**
 * Cases that are listed and read one by one. Those that the bench asks for are sealed; the others, which only stand
 * between them, hold bytes of the same length. Returns the ids of the former.
 */
export async function fillListed(admin: OperatorClient, filling: Filling): Promise<string[]> {
  const { workspaceId, scope, cases, owners } = filling;
  const unread = sealed(scope, '00000000-0000-0000-0000-000000000000');
  await admin.query(insertMany, [workspaceId, cases, owners, unread.list, unread.body]);
  const { rows } = await admin.query<{ id: string }>(selectAsked, [workspaceId, cases, NEWEST, SCATTERED]);
  const ids = rows.map(({ id }) => id);
  const blobs = ids.map((id) => sealed(scope, id));
  await admin.query(sealAsked, [
    workspaceId,
    ids,
    blobs.map(({ list }) => list),
    blobs.map(({ body }) => body),
  ]);
  await countCases(admin, filling);
  return ids;
}

function sealed(scope: KeyScope, id: string) {
  const body = { summary: 'A short one.', body: `The body of ${id}.`, parties: [], fields: [] };
  return {
    list: scope.seal({ table: 'cases', row: id, use: 'list' }, { title: `Case ${id}`, tagIds: [] }),
    body: scope.seal(bodyContext(id), body),
  };
}
