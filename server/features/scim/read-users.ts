import { Id } from '#contracts/common.ts';
import { SCIM_USER, type ScimQuery, type ScimUser, type ScimUserList } from '#contracts/scim.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import { lookupOf } from './filter/lookup.ts';
import { matcher } from './filter/matches.ts';
import { parseFilter } from './filter/parse-filter.ts';
import { candidates, INDEXED, type Looking } from './find-people.ts';
import { listOf, pageOf, projector } from './list.ts';
import { countPeople, findPerson, pagePeople } from './user.store.ts';
import { askableUser } from './user.ts';
import { baseOf, viewUser, viewUsers } from './user.view.ts';

const SHOWN = ['userName', 'name', 'emails', 'externalId', 'groups'];

/** People of the workspace as its directory sees them: all members but those who were removed. */
export function listUsers(caller: WorkspaceCaller, query: ScimQuery): Promise<ScimUserList> {
  const { services, workspaceId } = caller;
  const project = projector<ScimUser>(query);
  const base = baseOf(services.publicUrl, workspaceId);
  return read(caller, 'member.read', async (tx, { scope }) => {
    const { offset, limit } = pageOf(query);
    const found = await findUsers({ tx, scope, services }, query.filter, { base, offset, limit });
    return {
      out: listOf(found.total, offset, found.users.map(project)),
      disclosed: {
        action: 'scim.user-list',
        targetKind: 'workspace',
        targetId: workspaceId,
        fields: SHOWN,
        detail: { count: found.users.length },
      },
    };
  });
}

interface Page {
  readonly base: string;
  readonly offset: number;
  readonly limit: number;
}

async function findUsers(
  looking: Looking,
  filter: string | undefined,
  { base, offset, limit }: Page,
): Promise<{ total: number; users: ScimUser[] }> {
  const { tx, scope } = looking;
  if (filter === undefined) {
    const total = await countPeople(tx);
    const rows = limit === 0 ? [] : await pagePeople(tx, limit, offset);
    return { total, users: await viewUsers(tx, scope, rows, base) };
  }
  const asked = parseFilter(filter);
  const matches = matcher(asked, askableUser, SCIM_USER);
  const rows = await candidates(looking, lookupOf(asked, INDEXED));
  const users = (await viewUsers(tx, scope, rows, base)).filter(matches);
  return { total: users.length, users: users.slice(offset, offset + limit) };
}

/** One person, by the id of their membership and by nothing else. */
export function readUser(caller: WorkspaceCaller, id: string): Promise<ScimUser> {
  const base = baseOf(caller.services.publicUrl, caller.workspaceId);
  return read(caller, 'member.read', async (tx, { scope }) => {
    const row = Id.safeParse(id).success ? await findPerson(tx, id) : undefined;
    if (row === undefined) throw new AppError('not_found');
    return {
      out: await viewUser(tx, scope, row, base),
      disclosed: { action: 'scim.user-read', targetKind: 'member', targetId: row.user_id, fields: SHOWN },
    };
  });
}
