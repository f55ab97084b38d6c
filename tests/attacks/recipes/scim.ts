import { assertStatus, type Json } from '#tests/support/client.ts';
import { type Directory, directoryOf, newPerson, openDirectory } from '#tests/support/scim.ts';
import type { Place } from '#tests/support/world.ts';
import type { Kitchen, Prepared, Recipe, Recipes } from '../recipe.ts';

const SETTINGS = '/api/v1/workspaces/:workspaceId/scim';
const SCIM = '/scim/v2/:workspaceId';

const directories = new WeakMap<Place, Promise<Directory>>();

/** The directory of that workspace, opened once, and again where a try has turned it off or ended its token. */
async function directory({ stage, place }: Kitchen): Promise<Directory> {
  const open = async () => {
    const { secret } = await openDirectory(stage.world, place);
    return directoryOf(stage.world.test.url, place.workspaceId, secret);
  };
  const known = await directories.get(place);
  if (known !== undefined && (await known.get('/ServiceProviderConfig')).status === 200) return known;
  const opened = open();
  directories.set(place, opened);
  return opened;
}

async function personOf(kitchen: Kitchen): Promise<Json> {
  const made = await (await directory(kitchen)).post('/Users', newPerson());
  assertStatus(made, 201);
  return made.body;
}

/** A call as the directory. */
const asDirectory = (make: (kitchen: Kitchen) => Promise<Prepared> = async () => ({})): Recipe => ({
  about: 'none',
  prepare: async (kitchen) => ({
    ...(await make(kitchen)),
    as: { bearer: (await directory(kitchen)).secret },
  }),
});

const onPerson = (body?: (person: Json) => Json): Recipe =>
  asDirectory(async (kitchen) => {
    const person = await personOf(kitchen);
    return { params: { userId: person.id }, ...(body !== undefined && { body: body(person) }) };
  });

let groups = 0;
const newGroup = (members: readonly string[]): Json => {
  groups += 1;
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: `Group ${groups}`,
    externalId: `group-${groups}`,
    members: members.map((value) => ({ value })),
  };
};

async function groupOf(kitchen: Kitchen): Promise<Json> {
  const { id } = await personOf(kitchen);
  const made = await (await directory(kitchen)).post('/Groups', newGroup([id]));
  assertStatus(made, 201);
  return made.body;
}

const onGroup = (body?: (group: Json) => Json): Recipe =>
  asDirectory(async (kitchen) => {
    const group = await groupOf(kitchen);
    return { params: { groupId: group.id }, ...(body !== undefined && { body: body(group) }) };
  });

export const scimRecipes: Recipes = {
  [`PUT ${SETTINGS}/groups/:groupId/role`]: {
    about: 'word',
    prepare: async (kitchen) => ({
      params: { groupId: (await groupOf(kitchen)).id },
      body: { role: 'reviewer' },
    }),
  },
  [`GET ${SCIM}/Groups`]: asDirectory(),
  [`GET ${SCIM}/Groups/:groupId`]: onGroup(),
  [`POST ${SCIM}/Groups`]: asDirectory(async (kitchen) => ({
    body: newGroup([(await personOf(kitchen)).id]),
  })),
  [`PUT ${SCIM}/Groups/:groupId`]: onGroup(({ displayName, members }) => ({
    displayName,
    members: members.map(({ value }: Json) => ({ value })),
  })),
  [`PATCH ${SCIM}/Groups/:groupId`]: onGroup(({ members: [member] }) => ({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'Add', path: 'members', value: [{ value: member.value }] }],
  })),
  [`DELETE ${SCIM}/Groups/:groupId`]: onGroup(),
  [`GET ${SETTINGS}`]: { about: 'none', prepare: async () => ({}) },
  [`PUT ${SETTINGS}`]: {
    about: 'none',
    repeatable: true,
    prepare: async () => ({ body: { active: true, defaultRole: 'member' } }),
  },
  [`POST ${SETTINGS}/tokens`]: {
    about: 'none',
    async prepare(kitchen) {
      await directory(kitchen);
      return { body: { expiresInDays: 30, overlapHours: 168 } };
    },
  },
  [`DELETE ${SETTINGS}/tokens/:tokenId`]: {
    about: 'word',
    async prepare(kitchen) {
      await directory(kitchen);
      const { place } = kitchen;
      const made = await place
        .as('owner')
        .post(`${place.path}/scim/tokens`, { expiresInDays: 30, overlapHours: 168 });
      assertStatus(made, 201);
      return { params: { tokenId: made.body.token.id } };
    },
  },
  [`GET ${SCIM}/ServiceProviderConfig`]: asDirectory(),
  [`GET ${SCIM}/ResourceTypes`]: asDirectory(),
  [`GET ${SCIM}/ResourceTypes/:name`]: asDirectory(async () => ({ params: { name: 'User' } })),
  [`GET ${SCIM}/Schemas`]: asDirectory(),
  [`GET ${SCIM}/Schemas/:name`]: asDirectory(async () => ({
    params: { name: 'urn:ietf:params:scim:schemas:core:2.0:User' },
  })),
  [`GET ${SCIM}/Users`]: asDirectory(),
  [`GET ${SCIM}/Users/:userId`]: onPerson(),
  [`POST ${SCIM}/Users`]: asDirectory(async () => ({ body: newPerson() })),
  [`PUT ${SCIM}/Users/:userId`]: onPerson(({ userName, emails, externalId }) => ({
    userName,
    emails,
    externalId,
    displayName: 'Another name',
  })),
  [`PATCH ${SCIM}/Users/:userId`]: onPerson(() => ({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'Replace', path: 'displayName', value: 'Another name' }],
  })),
  [`DELETE ${SCIM}/Users/:userId`]: onPerson(),
};
