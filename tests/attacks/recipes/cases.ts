import { randomUUID } from 'node:crypto';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { caseOf, idOf, newName, sharedCaseOf, sharedWordOf, UNCHANGED, versionOf } from '../kitchen.ts';
import type { Kitchen, Recipe, Recipes } from '../recipe.ts';

const BASE = '/api/v1/workspaces/:workspaceId';
const CASE = `${BASE}/cases/:caseId`;

const tagOf = (kitchen: Kitchen) => sharedWordOf(kitchen, 'tags', { label: newName('tag'), color: 'blue' });
const areaOf = (kitchen: Kitchen) =>
  sharedWordOf(kitchen, 'categories', { label: newName('Area'), position: 1, archived: false });

/** A call about one case, with nothing more to it than this body. */
const ofCase = (body?: (kitchen: Kitchen) => Json, more: Partial<Recipe> = {}): Recipe => ({
  about: 'case',
  ...more,
  prepare: async (kitchen) => ({
    params: { caseId: (await caseOf(kitchen)).id },
    ...(body && { body: await body(kitchen) }),
  }),
});

/** The same, naming the version that is changed. */
const change = (body: ((kitchen: Kitchen) => Json) | undefined): Recipe => ({
  about: 'case',
  async prepare(kitchen) {
    const written = body && (await body(kitchen));
    const made = await caseOf(kitchen);
    return {
      params: { caseId: made.id },
      headers: await versionOf(kitchen, made),
      ...(written !== undefined && { body: written }),
    };
  },
});

const content = async (kitchen: Kitchen) => ({
  title: 'A case with everything',
  summary: 'Short',
  body: 'Long',
  parties: [{ name: 'Someone', role: 'witness', note: '' }],
  fields: [],
  severity: 'low',
  categoryId: await areaOf(kitchen),
  tagIds: [await tagOf(kitchen)],
  dueAt: null,
});

const filterOf = async (kitchen: Kitchen) => ({
  tagIds: [await tagOf(kitchen)],
  categoryIds: [await areaOf(kitchen)],
  ownerIds: [idOf(kitchen, 'member')],
});

const viewOf = async (kitchen: Kitchen) => ({
  name: 'My view',
  filter: await filterOf(kitchen),
  sort: { by: 'created', direction: 'desc' },
  shared: false,
});

const ownView = (withBody: boolean): Recipe => ({
  about: 'private',
  async prepare(kitchen) {
    const { place, maker } = kitchen;
    const made = await place.as(maker).post(`${place.path}/views`, await viewOf(kitchen));
    assertStatus(made, 201);
    const params = { id: made.body.id };
    return withBody ? { params, headers: UNCHANGED, body: await viewOf(kitchen) } : { params };
  },
});

const draftOf = async (kitchen: Kitchen) => {
  const { place, maker } = kitchen;
  const draftId = randomUUID();
  const path = `${place.path}/drafts/${draftId}`;
  assertStatus(await place.as(maker).put(path, { type: 'note', content: { title: 'Typing' } }), 200);
  return draftId;
};

const caseRoutes: Recipes = {
  [`POST ${BASE}/cases`]: {
    about: 'none',
    prepare: async (kitchen) => ({ body: { ...(await content(kitchen)), type: 'note' } }),
  },
  [`GET ${CASE}`]: ofCase(),
  [`PATCH ${CASE}`]: change(content),
  [`POST ${CASE}/transitions`]: change(({ phase }) =>
    phase === 'draft' ? { to: 'open' } : { to: 'draft', reason: 'Something is missing.' },
  ),
  [`PUT ${CASE}/owner`]: change((kitchen) => ({ ownerId: idOf(kitchen, 'reviewer') })),
  [`PUT ${CASE}/staff`]: change((kitchen) => ({
    seats: [{ slot: 'helper', userId: idOf(kitchen, 'reviewer') }],
  })),
  [`DELETE ${CASE}`]: ofCase(undefined, { phases: ['draft'] }),
  [`POST ${CASE}/purge`]: ofCase(() => ({ confirm: 'A note', reason: 'A test' })),
};

const fileRoutes: Recipes = {
  [`GET ${CASE}/links`]: ofCase(),
  [`POST ${CASE}/links`]: ofCase(async (kitchen) => ({
    kind: 'follow_up',
    toCaseId: (await sharedCaseOf(kitchen)).id,
  })),
  [`DELETE ${CASE}/links/:linkId`]: {
    about: 'case',
    async prepare(kitchen) {
      const made = await caseOf(kitchen);
      const toCaseId = (await sharedCaseOf(kitchen)).id;
      const body = { kind: 'follow_up', toCaseId };
      const linked = await kitchen.place.as('owner').post(`${made.path}/links`, body);
      assertStatus(linked, 201);
      return { params: { caseId: made.id, linkId: linked.body.id } };
    },
  },
  [`GET ${CASE}/access`]: ofCase(),
  [`POST ${CASE}/access/what-if`]: ofCase(
    (kitchen) => ({
      userId: idOf(kitchen, 'viewer'),
      role: 'manager',
      assignedOnly: true,
      withoutGrant: true,
    }),
    { repeatable: true },
  ),
  [`GET ${CASE}/restriction`]: ofCase(),
  [`PUT ${CASE}/restriction`]: change((kitchen) => ({
    grants: [{ userId: idOf(kitchen, 'viewer'), level: 'read', expiresAt: null }],
  })),
  [`DELETE ${CASE}/restriction`]: change(undefined),
  [`POST ${CASE}/audit/query`]: ofCase(() => ({ limit: 5 }), { repeatable: true }),
  [`POST ${CASE}/activity/query`]: ofCase(() => ({ limit: 5 })),
  [`POST ${CASE}/activity`]: ofCase(() => ({ kind: 'note', text: 'They called.' }), { repeatable: true }),
};

const listRoutes: Recipes = {
  [`POST ${BASE}/cases/query`]: {
    about: 'none',
    prepare: async (kitchen) => ({ body: { filter: await filterOf(kitchen) } }),
  },
  [`POST ${BASE}/cases/bulk-changes`]: {
    about: 'none',
    async prepare(kitchen) {
      const { id } = await caseOf({ ...kitchen, phase: 'open' });
      const add = [await tagOf(kitchen)];
      return { body: { caseIds: [id], change: { kind: 'tag', add, remove: [] }, dryRun: false } };
    },
  },
  [`GET ${BASE}/views`]: { about: 'none', prepare: async () => ({}) },
  [`POST ${BASE}/views`]: {
    about: 'none',
    prepare: async (kitchen) => ({ body: await viewOf(kitchen) }),
  },
  [`PUT ${BASE}/views/:id`]: ownView(true),
  [`DELETE ${BASE}/views/:id`]: ownView(false),
};

const draftRoutes: Recipes = {
  [`GET ${BASE}/drafts`]: { about: 'none', prepare: async () => ({}) },
  [`PUT ${BASE}/drafts/:draftId`]: {
    repeatable: true,
    about: 'private',
    clientIds: true,
    prepare: async (kitchen) => ({
      params: { draftId: await draftOf(kitchen) },
      body: { type: 'note', content: await content(kitchen) },
    }),
  },
  [`DELETE ${BASE}/drafts/:draftId`]: {
    about: 'private',
    prepare: async (kitchen) => ({ params: { draftId: await draftOf(kitchen) } }),
  },
  [`GET ${CASE}/draft`]: {
    about: 'private',
    async prepare(kitchen) {
      const made = await caseOf(kitchen);
      const body = { baseVersion: 1, content: { title: 'Typing' } };
      assertStatus(await kitchen.place.as(kitchen.maker).put(`${made.path}/draft`, body), 200);
      return { params: { caseId: made.id } };
    },
  },
  [`PUT ${CASE}/draft`]: ofCase(async (kitchen) => ({ baseVersion: 1, content: await content(kitchen) }), {
    repeatable: true,
  }),
  [`DELETE ${CASE}/draft`]: ofCase(undefined, { repeatable: true }),
};

export const caseRecipes: Recipes = { ...caseRoutes, ...fileRoutes, ...listRoutes, ...draftRoutes };
