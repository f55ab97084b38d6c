import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Letter } from '#server/security/mail-queue.ts';
import { withClient } from '#tests/support/admin.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
const letters: Letter[] = [];
before(async () => {
  world = await startTestWorld({
    rewire: (app) =>
      void Object.assign(app.services, {
        mail: { queue: async (letter: Letter) => void letters.push(letter) },
      }),
  });
});
after(() => world.close());

const asAdmin = (sql: string) =>
  withClient(world.test.database.adminUrl, async (admin) => (await admin.query(sql)).rows);

/** Every row of what identity keeps, and of who is where. */
const kept = () =>
  asAdmin(`select 'session' as kind, id::text, (ended_at is not null)::text as said from app.sessions
    union all select 'user', id::text, md5(sealed_profile) from app.users
    union all select 'member', workspace_id::text || user_id, state || md5(sealed_profile) from app.memberships
    union all select 'workspace', id::text, '' from app.workspaces
    union all select 'invitation', id::text, state from app.invitations order by 1, 2`);

const LOG = 'app.audit_identity(uuid, text, uuid, text, text, bytea, jsonb)';

/** The log cannot be written meanwhile. */
async function withoutLog<T>(work: () => Promise<T>): Promise<T> {
  await asAdmin(`alter function ${LOG} rename to audit_identity_away`);
  try {
    return await work();
  } finally {
    await asAdmin(`alter function ${LOG.replace('identity(', 'identity_away(')} rename to audit_identity`);
  }
}

const last = (template: Letter['template']) => letters.findLast((letter) => letter.template === template);

interface Step {
  readonly what: string;
  /** What the step needs; then the step, which gives its status. */
  prepare(): Promise<() => Promise<number>>;
}

const STEPS: readonly Step[] = [
  {
    what: 'signing in',
    async prepare() {
      const { email } = world.a.people.viewer;
      assertStatus(await world.anonymous.post('/sign-in/codes', { email }), 200);
      const letter = last('sign-in-code');
      assert.ok(letter?.template === 'sign-in-code');
      const input = { email, code: letter.code, privateDevice: false };
      return async () => (await world.anonymous.post('/sign-in', input)).status;
    },
  },
  {
    what: 'a new name',
    prepare: async () => async () =>
      (await world.a.as('reviewer').patch('/session/user', { name: 'Another' })).status,
  },
  {
    what: 'a further workspace',
    prepare: async () => async () =>
      (await world.a.as('owner').post('/workspaces', { name: 'Second', preset: 'legal' })).status,
  },
  {
    what: 'joining',
    async prepare() {
      const { email } = world.b.people.member;
      assertStatus(
        await world.a.as('owner').post(`${world.a.path}/invitations`, { email, role: 'viewer' }),
        201,
      );
      const letter = last('invitation');
      assert.ok(letter?.template === 'invitation');
      const input = { token: letter.token, name: 'Guest' };
      return async () => (await world.b.as('member').post('/invitations/acceptances', input)).status;
    },
  },
  {
    what: 'ending a session',
    async prepare() {
      const { items } = (await world.b.as('viewer').get('/sessions')).body;
      return async () => (await world.b.as('viewer').delete(`/sessions/${items[0].id}`)).status;
    },
  },
  {
    what: 'signing out everywhere',
    prepare: async () => async () => (await world.b.as('manager').delete('/sessions')).status,
  },
];

for (const { what, prepare } of STEPS)
  test(`${what}: what cannot be logged is not done`, async () => {
    const step = await prepare();
    const before = await kept();
    assert.equal(await withoutLog(step), 500);
    assert.deepEqual(await kept(), before);
  });

for (const { what, prepare } of STEPS)
  test(`control: ${what} is done and logged where there is a log`, async () => {
    const step = await prepare();
    const before = await kept();
    assert.ok((await step()) < 300);
    assert.notDeepEqual(await kept(), before);
  });
