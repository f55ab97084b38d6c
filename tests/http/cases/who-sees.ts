import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Policies, Scope } from '#contracts/access.ts';
import { type CaseAccess, GrantLevel, type Restriction } from '#contracts/case-access.ts';
import { ROLES, type Role } from '#contracts/common.ts';
import { relationTo } from '#server/features/cases/case.policy.ts';
import { loadCase } from '#server/features/cases/case.store.ts';
import { decide } from '#server/security/access/index.ts';
import { inTenant } from '#server/security/tenancy/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import type { Client } from '#tests/support/client.ts';
import type { TestWorld } from '#tests/support/world.ts';

/** By `person <user id>` or `token <id>`: what they may do. Whoever may do nothing is left out. */
export type Told = ReadonlyMap<string, readonly GrantLevel[]>;

const LEVELS = GrantLevel.options;
const ACTION_OF = { read: 'case.read', comment: 'case.comment', edit: 'case.edit' } as const;
const OTHERS = ROLES.filter((role) => role !== 'owner');

const holder = fc.constantFrom(...ROLES);
const grant = fc.record({
  role: holder,
  level: fc.constantFrom(...LEVELS),
  hours: fc.constantFrom(null, -1, 1),
});
const token = fc.record({
  maker: fc.constantFrom(...OTHERS),
  role: fc.constantFrom(...OTHERS),
  scopes: fc.subarray<Scope>(['cases:read', 'cases:write', 'comments:write', 'audit:read'], { minLength: 1 }),
  survives: fc.boolean(),
  live: fc.constantFrom(true, true, true, false),
});

/** One case and everyone around it, each standing to it in some way. */
export const randomWorld = fc.record({
  phase: fc.constantFrom('draft', 'open'),
  restricted: fc.boolean(),
  owner: holder,
  seat: fc.option(holder),
  grants: fc.uniqueArray(grant, { selector: ({ role }) => role, maxLength: 4 }),
  bound: fc.subarray([...ROLES]),
  out: fc.array(fc.record({ role: fc.constantFrom(...OTHERS), how: fc.constantFrom('suspended', 'shut') }), {
    maxLength: 2,
  }),
  policies: fc.record({ membersEditOthers: fc.boolean(), viewersComment: fc.boolean() }),
  tokens: fc.array(token, { minLength: 3, maxLength: 5 }),
});
export type RandomWorld = typeof randomWorld extends fc.Arbitrary<infer W> ? W : never;

export interface Settled {
  readonly caseId: string;
  readonly tokens: readonly { readonly id: string; readonly passId: string }[];
}

/** Makes the workspace stand like this. */
export async function settle(world: TestWorld, wanted: RandomWorld): Promise<Settled> {
  const { workspaceId, people } = world.a;
  const idOf = (role: Role) => people[role].userId;
  const before = `update app.users set disabled_at = null`;
  await withClient(world.test.database.adminUrl, (admin) => admin.query(before));
  const { id: caseId } = await makeCase(world.a.as('owner'), world.a, { type: 'note' });
  await withClient(world.test.database.adminUrl, async (admin) => {
    await admin.query(`delete from app.api_tokens where workspace_id = $1`, [workspaceId]);
    await admin.query(
      `update app.memberships set state = 'active', assigned_only = (role = any($2)) where workspace_id = $1`,
      [workspaceId, wanted.bound],
    );
    await admin.query(`update app.workspaces set policies = policies || $2 where id = $1`, [
      workspaceId,
      JSON.stringify(wanted.policies satisfies Partial<Policies>),
    ]);
    await admin.query(
      `update app.cases set phase = $2, state = $2, restricted = $3, owner_id = $4 where id = $1`,
      [caseId, wanted.phase, wanted.restricted, idOf(wanted.owner)],
    );
    if (wanted.seat !== null)
      await admin.query(
        `insert into app.case_staff (workspace_id, case_id, slot, user_id) values ($1, $2, 'helper', $3)`,
        [workspaceId, caseId, idOf(wanted.seat)],
      );
    for (const { role, level, hours } of wanted.grants)
      await admin.query(
        `insert into app.case_grants (workspace_id, case_id, user_id, kind, expires_at, granted_by)
         values ($1, $2, $3, $4, now() + $5::int * interval '1 hour', $6)`,
        [workspaceId, caseId, idOf(role), level, hours, idOf('owner')],
      );
    for (const { role, how } of wanted.out)
      await admin.query(
        how === 'shut'
          ? 'update app.users set disabled_at = now() where id = $1'
          : `update app.memberships set state = 'suspended' where user_id = $1`,
        [idOf(role)],
      );
  });
  return { caseId, tokens: await plantTokens(world, wanted) };
}

async function plantTokens({ test, a }: TestWorld, { tokens }: RandomWorld): Promise<Settled['tokens']> {
  const made = tokens.map((one) => ({ ...one, id: randomUUID(), passId: randomUUID() }));
  const names = await test.app.services.keys.retrying(a.workspaceId, (scope) =>
    made.map(({ id }) => scope.seal<string>({ table: 'api_tokens', row: id, use: 'name' }, 'nightly')),
  );
  await withClient(test.database.adminUrl, async (admin) => {
    for (const [at, one] of made.entries())
      await admin.query(
        `insert into app.api_tokens (workspace_id, id, pass_id, public_id, secret_hash, sealed_name, role, scopes,
           maker_id, survives_maker, expires_at, revoked_at)
         values ($1, $2, $3, $4, repeat('x', 60), $5, $6, $7, $8, $9, now() + interval '1 day',
           case when not $10::boolean then now() end)`,
        [
          a.workspaceId,
          one.id,
          one.passId,
          one.id.replaceAll('-', '').slice(0, 20),
          names[at],
          one.role,
          one.scopes,
          a.people[one.maker].userId,
          one.survives,
          one.live,
        ],
      );
  });
  return made;
}

/** What the dialog says. */
export async function whatIsTold({ a }: TestWorld, { caseId }: Settled): Promise<Told> {
  const reply = await a.as('owner').get(`${a.path}/cases/${caseId}/access`);
  const { people, tokens }: CaseAccess = reply.body;
  return new Map([
    ...people.map(({ person, may }) => [`person ${person.id}`, may] as const),
    ...tokens.map(({ id, may }) => [`token ${id}`, may] as const),
  ]);
}

/** Of the people who hold a seat: those of whom it is told that they do not see the case, and those whom it happens to. */
export async function unseeing({ a }: TestWorld, { caseId }: Settled, wanted: RandomWorld, happens: Told) {
  const reply = await a.as('owner').get(`${a.path}/cases/${caseId}/restriction`);
  const told = (reply.body as Restriction).unseeingStaff.map(({ id }) => id);
  const out = wanted.out.map(({ role }) => role);
  const seat = wanted.seat === null || out.some((role) => role === wanted.seat) ? null : wanted.seat;
  const id = seat === null ? undefined : a.people[seat].userId;
  const reads = (happens.get(`person ${id}`) ?? []).includes('read');
  return { told, happens: id === undefined || reads ? [] : [id] };
}

/** What happens when each person and each token tries. */
export async function whatHappens(world: TestWorld, { caseId, tokens }: Settled): Promise<Told> {
  const found = new Map<string, GrantLevel[]>();
  for (const role of ROLES)
    found.set(
      `person ${world.a.people[role].userId}`,
      await tried(world.a.as(role), `${world.a.path}/cases/${caseId}`),
    );
  for (const { id, passId } of tokens) found.set(`token ${id}`, await entered(world, passId, caseId));
  return found;
}

const refused = new Set([401, 403, 404]);

async function tried(client: Client, path: string): Promise<GrantLevel[]> {
  const comment = { text: 'Seen', mentionIds: [], anchor: { kind: 'case' } };
  const replies = {
    read: await client.get(path),
    comment: await client.post(`${path}/comments`, comment),
    edit: await client.patch(path, { title: 'Other' }, { 'if-match': '"v1"' }),
  };
  return LEVELS.filter((level) => !refused.has(replies[level].status));
}

/** The door and row-level security let the token in or not; then the policy decides, as for any request. */
async function entered({ test, a }: TestWorld, passId: string, caseId: string): Promise<GrantLevel[]> {
  const { services } = test.app;
  const pass = { passId, workspaceId: a.workspaceId, origin: { ip: '127.0.0.1' } };
  const work = services.keys.retrying(a.workspaceId, (scope) =>
    inTenant(services.db, pass, async (tx, actor) => {
      const record = await loadCase(tx, scope, caseId);
      if (record === undefined) return [];
      const relation = relationTo(actor.userId, record);
      return LEVELS.filter((level) => decide(actor, ACTION_OF[level], relation, actor.policies).allow);
    }),
  );
  return work.catch((error: { code?: string }) => {
    if (error.code === 'unauthenticated') return [];
    throw error;
  });
}

/** Where what is told and what happens are not the same. */
export function differences(told: Told, happens: Told): string[] {
  const all = new Set([...told.keys(), ...happens.keys()]);
  const say = (of: Told, who: string) => (of.get(who) ?? []).join();
  return [...all].filter((who) => say(told, who) !== say(happens, who));
}
