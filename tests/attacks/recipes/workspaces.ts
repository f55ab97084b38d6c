import type { Json } from '#tests/support/client.ts';
import { newName, UNCHANGED, wordOf } from '../kitchen.ts';
import { noteType } from '../note-type.ts';
import type { Kitchen, Recipe, Recipes } from '../recipe.ts';

const BASE = '/api/v1/workspaces/:workspaceId';

const plain: Recipe = { about: 'none', prepare: async () => ({}) };
const withBody = (body: () => Json): Recipe => ({ about: 'none', prepare: async () => ({ body: body() }) });

async function version({ place }: Kitchen) {
  const { version } = (await place.as('owner').get(place.path)).body;
  return { 'if-match': `"v${version}"` };
}

function words(collection: string, body: () => Json, change: 'PATCH' | 'PUT'): Recipes {
  const one = (withIt: boolean): Recipe => ({
    about: 'word',
    prepare: async (kitchen) => ({
      params: { id: await wordOf(kitchen, collection, body()) },
      ...(withIt && { headers: UNCHANGED, body: body() }),
    }),
  });
  return {
    [`POST ${BASE}/${collection}`]: withBody(body),
    [`${change} ${BASE}/${collection}/:id`]: one(true),
    [`DELETE ${BASE}/${collection}/:id`]: one(false),
  };
}

const template = () => ({ name: 'T', type: 'note', title: '', summary: '', body: '', severity: null });

export const workspaceRecipes: Recipes = {
  [`GET ${BASE}`]: plain,
  [`PATCH ${BASE}`]: {
    about: 'none',
    prepare: async (kitchen) => ({
      body: { name: newName('Place'), reviewRule: { mode: 'any', count: 1 }, policies: {} },
      headers: await version(kitchen),
    }),
  },
  [`PUT ${BASE}/case-types/:key`]: {
    about: 'none',
    prepare: async (kitchen) => ({
      params: { key: 'note' },
      body: noteType,
      headers: await version(kitchen),
    }),
  },
  ...words('categories', () => ({ label: newName('Area'), position: 3, archived: false }), 'PATCH'),
  ...words('tags', () => ({ label: newName('tag'), color: 'red' }), 'PATCH'),
  ...words('templates', template, 'PUT'),
  [`GET ${BASE}/home`]: plain,
  [`GET ${BASE}/events`]: plain,
  [`POST ${BASE}/audit/query`]: {
    about: 'none',
    prepare: async ({ place }) => ({
      body: { filter: { actorIds: [place.people.member.userId], targetId: place.people.member.userId } },
    }),
  },
  [`POST ${BASE}/audit/exports`]: {
    about: 'none',
    prepare: async ({ place }) => ({
      body: { format: 'csv', filter: { actorIds: [place.people.member.userId] } },
    }),
  },
  [`POST ${BASE}/search`]: {
    about: 'none',
    prepare: async ({ place }) => ({
      body: { text: 'pump', filter: { ownerIds: [place.people.member.userId] } },
    }),
  },
};
