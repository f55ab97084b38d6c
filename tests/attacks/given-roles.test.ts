import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { z } from 'zod';
import { ROLES, type Role } from '#contracts/common.ts';
import { refuseMembershipChange } from '#server/features/members/index.ts';
import { routes } from '#server/features/routes.ts';
import type { Route } from '#server/http/route.ts';
import type { Json } from '#tests/support/client.ts';
import { nameOf, recipeOf } from './recipes/index.ts';
import { send } from './send.ts';
import { openStage, type Stage } from './stage.ts';

/** Bodies that hold a role and give it to nobody: they ask what would be. */
const ASKING: ReadonlySet<string> = new Set([
  'POST /api/v1/workspaces/:workspaceId/cases/:caseId/access/what-if',
]);

/** Whether a role can stand anywhere in the body of this route. */
function holdsRole({ input }: Route): boolean {
  if (input.body === undefined) return false;
  const schema = z.toJSONSchema(input.body, { io: 'input', unrepresentable: 'any' });
  return namesRole(schema);
}

function namesRole(node: Json): boolean {
  if (typeof node !== 'object' || node === null) return false;
  return Object.entries(node).some(
    ([key, value]) => (key === 'properties' && isRankOf(Object(value).role)) || namesRole(value),
  );
}

/** A rank in the workspace; what a party is to a case has the same name and is a word of its own. */
function isRankOf(schema: Json): boolean {
  return schema !== undefined && JSON.stringify(schema).includes('"viewer"');
}

/** The body with this role wherever it holds one, and how many places that were. */
function withRole(node: Json, role: Role): { readonly body: Json; readonly places: number } {
  if (typeof node !== 'object' || node === null) return { body: node, places: 0 };
  if (Array.isArray(node)) {
    const parts = node.map((part) => withRole(part, role));
    return { body: parts.map(({ body }) => body), places: sum(parts) };
  }
  const parts = Object.entries(node).map(([key, value]) =>
    key === 'role' ? { key, body: role, places: 1 } : { key, ...withRole(value, role) },
  );
  return { body: Object.fromEntries(parts.map(({ key, body }) => [key, body])), places: sum(parts) };
}

function sum(parts: readonly { readonly places: number }[]): number {
  return parts.reduce((total, { places }) => total + places, 0);
}

interface Given {
  readonly sender: Role;
  readonly role: Role;
  readonly status: number;
}

/** What the one rule of rank says of an answer; null when they agree. 422: the contract has no such role here. */
function disagreement({ sender, role, status }: Given): string | null {
  const refusal = refuseMembershipChange({ userId: 'sender', role: sender }, { kind: 'grant', role });
  const line = `${sender} gives ${role}: ${status}`;
  if (refusal !== null) return status === 403 || status === 422 ? null : `${line}, against ${refusal}`;
  return status < 300 || status === 422 ? null : `${line}, though nothing is against it`;
}

const giving = routes.filter((route) => !ASKING.has(nameOf(route)) && holdsRole(route));

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

/** The call of the recipe with this role in it, sent by this person. */
async function give(route: Route, sender: Role, role: Role): Promise<Given> {
  const place = stage.world.a;
  const prepared = await recipeOf(route).prepare({ stage, place, maker: 'owner', sender, phase: 'open' });
  const { body, places } = withRole(prepared.body, role);
  assert.ok(places > 0, `the recipe of ${nameOf(route)} gives no role`);
  const params = { workspaceId: place.workspaceId, ...prepared.params };
  const { status } = await send(
    stage.world.test.url,
    route,
    { ...prepared, params, body },
    place.people[sender],
  );
  return { sender, role, status };
}

describe('every way to give a role goes by the one rule of rank', () => {
  for (const route of giving)
    test(nameOf(route), async () => {
      const answers: Given[] = [];
      for (const sender of ROLES) for (const role of ROLES) answers.push(await give(route, sender, role));
      assert.deepEqual(
        answers.map(disagreement).filter((sentence) => sentence !== null),
        [],
      );
      // A route that refuses everything would agree as well.
      assert.ok(answers.some(({ status }) => status < 300));
      assert.ok(answers.some(({ status }) => status === 403));
    });
});

test('the ways there are were found', () => {
  const BASE = '/api/v1/workspaces/:workspaceId';
  const names = new Set(giving.map(nameOf));
  for (const name of [
    `PATCH ${BASE}/members/:userId`,
    `POST ${BASE}/invitations`,
    `POST ${BASE}/api-tokens`,
    `PUT ${BASE}/access-reviews/:reviewId/members/:userId/decision`,
  ])
    assert.ok(names.has(name), name);
});

test('control: an entry point without the rule is found', () => {
  assert.ok(disagreement({ sender: 'admin', role: 'owner', status: 201 }));
  assert.ok(disagreement({ sender: 'manager', role: 'viewer', status: 200 }));
  assert.ok(disagreement({ sender: 'owner', role: 'viewer', status: 403 }));
  assert.equal(disagreement({ sender: 'owner', role: 'owner', status: 201 }), null);
  assert.deepEqual(withRole({ map: [{ role: 'viewer' }], name: 'x' }, 'owner'), {
    body: { map: [{ role: 'owner' }], name: 'x' },
    places: 1,
  });
});
