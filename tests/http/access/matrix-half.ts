import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Policies } from '#contracts/access.ts';
import { ROLES, type Role } from '#contracts/common.ts';
import { routes } from '#server/features/routes.ts';
import type { Route } from '#server/http/route.ts';
import { cellOf } from '#server/security/access/index.ts';
import { nameOf } from '#tests/attacks/recipes/index.ts';
import { openStage, type Stage } from '#tests/attacks/stage.ts';
import { assertStatus } from '#tests/support/client.ts';
import { type Matrix, openMatrix } from './matrix.ts';

let stage: Stage;
let matrix: Matrix;
function open(): void {
  before(async () => {
    stage = await openStage();
    matrix = await openMatrix(stage);
  });
  after(async () => {
    await matrix.close();
    await stage.close();
  });
}

async function policies(value: boolean): Promise<Policies> {
  const { a } = stage.world;
  const { version, policies } = (await a.as('owner').get(a.path)).body;
  const all = Object.fromEntries(Object.keys(policies).map((name) => [name, value]));
  const set = await a.as('owner').patch(a.path, { policies: all }, { 'if-match': `"v${version}"` });
  assertStatus(set, 200);
  return set.body.policies;
}

/** The roles for which a policy of the workspace decides. */
function byPolicy({ access }: Route): Role[] {
  if (access.kind !== 'workspace') return [];
  return ROLES.filter((role) => ['policy', 'own-or-policy'].includes(cellOf(access.action, role)));
}

/**
 * Declares the tests of half of the routes, so that two files share the work; what one route switches on, the next
 * one of its feature switches off.
 */
export function tryHalf(half: 'first' | 'second'): void {
  const middle = Math.floor(routes.length / 2);
  const theirs = half === 'first' ? routes.slice(0, middle) : routes.slice(middle);
  open();
  describe('every route, by everyone, as the role table says (FC-20, FC-13)', () => {
    let strict: Policies;
    before(async () => {
      strict = await policies(false);
    });
    for (const route of theirs) {
      test(nameOf(route), async () => assert.deepEqual(await matrix.tryRoute(route, strict), []));
    }
  });

  describe('the same, where the workspace allows what it may', () => {
    let generous: Policies;
    before(async () => {
      generous = await policies(true);
    });
    for (const route of theirs.filter((candidate) => byPolicy(candidate).length > 0)) {
      test(`${nameOf(route)}: ${byPolicy(route)}`, async () => {
        assert.deepEqual(await matrix.tryRoute(route, generous, byPolicy(route)), []);
      });
    }
  });

  test('how much was tried', (context) => {
    context.diagnostic(`${matrix.tried} combinations of route, person and record`);
    assert.ok(matrix.tried > 1_000, `only ${matrix.tried}`);
  });
}
