import assert from 'node:assert/strict';
import { withClient } from '#tests/support/admin.ts';
import { authenticator } from '#tests/support/authenticator.ts';
import { assertStatus, clientOf, type Json } from '#tests/support/client.ts';
import { enrolTotp } from '#tests/support/factors.ts';
import type { Place } from '#tests/support/world.ts';
import type { Kitchen, Recipe, Recipes } from '../recipe.ts';
import { lastTo, type Someone, type Stage } from '../stage.ts';

const plain: Recipe = { about: 'none', prepare: async () => ({}) };

const asSomeone = (body?: (stage: Stage, person: Someone) => Promise<Json>): Recipe => ({
  about: 'none',
  async prepare({ stage }) {
    const person = await stage.someone();
    return { as: person, ...(body && { body: await body(stage, person) }) };
  },
});

const clientFor = ({ world }: Stage, person: Someone) => clientOf(world.test.url, person);

async function mailedFactor(stage: Stage, person: Someone): Promise<Json> {
  assertStatus(await clientFor(stage, person).post('/sign-in/second-factor/codes'), 200);
  const letter = lastTo(stage, person.email);
  assert.ok(letter.template === 'factor-code');
  return { method: 'code', code: letter.code };
}

async function offeredTotp(stage: Stage, person: Someone): Promise<Json> {
  const offer = await clientFor(stage, person).post('/account/totp');
  assertStatus(offer, 201);
  return { code: authenticator(offer.body.secret).next() };
}

const enrolled: Recipe = {
  about: 'none',
  async prepare({ stage }: Kitchen) {
    const person = await stage.someone();
    await enrolTotp(clientFor(stage, person));
    return { as: person };
  },
};

/** Whatever is demanded from now on, the people of the stage meet it. */
const enrolAll = ({ world }: Stage, { workspaceId }: Place) =>
  withClient(world.test.database.adminUrl, async (admin) => {
    const enrol = `insert into app.totp_secrets (user_id, sealed_secret, confirmed_at)
      select m.user_id, '\\x00', now() from app.memberships m where m.workspace_id = $1 on conflict do nothing`;
    await admin.query(enrol, [workspaceId]);
  });

const POLICY = '/api/v1/workspaces/:workspaceId/security-policy';

export const factorRecipes: Recipes = {
  'POST /api/v1/sign-in/second-factor': asSomeone(mailedFactor),
  'POST /api/v1/sign-in/second-factor/codes': asSomeone(),
  'POST /api/v1/session/factor': asSomeone(mailedFactor),
  'GET /api/v1/account/factors': plain,
  'POST /api/v1/account/totp': asSomeone(),
  'POST /api/v1/account/totp/confirmation': asSomeone(offeredTotp),
  'DELETE /api/v1/account/totp': enrolled,
  'POST /api/v1/account/backup-codes': enrolled,
  [`GET ${POLICY}`]: plain,
  [`PATCH ${POLICY}`]: {
    about: 'none',
    async prepare({ stage, place }) {
      await enrolAll(stage, place);
      const policy = await place.as('owner').get(`${place.path}/security-policy`);
      assertStatus(policy, 200);
      return {
        body: { signInMethods: ['code', 'passkey'], strongFactor: { graceDays: 30 }, privateDevices: true },
        headers: { 'if-match': policy.headers.get('etag') ?? '' },
      };
    },
  },
};
