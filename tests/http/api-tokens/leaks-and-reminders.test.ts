import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { remindOfTokens } from '#server/features/api-tokens/index.ts';
import { remindOfDirectoryTokens } from '#server/features/scim/index.ts';
import { newTokenText } from '#server/security/api-tokens/index.ts';
import { openStage, type Stage } from '#tests/attacks/stage.ts';
import { withClient } from '#tests/support/admin.ts';
import { clientByToken, makeToken } from '#tests/support/api-tokens.ts';
import { assertStatus } from '#tests/support/client.ts';
import { directoryOf, openDirectory } from '#tests/support/scim.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const about = (name: string) => stage.letters.filter((letter) => 'name' in letter && letter.name === name);
const daysOf = (name: string) =>
  about(name).flatMap((letter) => (letter.template === 'token-ending' ? [letter.days] : []));

test('whoever finds a token has it revoked, and learns nothing', async () => {
  const { world } = stage;
  const { secret, token } = await makeToken(world.a, { name: 'Leaked' });
  const by = clientByToken(world, secret);
  assertStatus(await by.get(world.a.path), 200);
  const wrong = `cw_${secret.slice(3, 19)}_${newTokenText().text.slice(20)}`;
  const unknown = await world.anonymous.post('/token-leaks', { tokens: [wrong, newTokenText().text, 'x'] });
  assertStatus(unknown, 202);
  assertStatus(await by.get(world.a.path), 200);
  const known = await world.anonymous.post('/token-leaks', { tokens: [secret] });
  assertStatus(known, 202);
  assert.equal(known.text, unknown.text);
  assertStatus(await by.get(world.a.path), 401);
  assert.deepEqual(
    about('Leaked')
      .map(({ to }) => to)
      .sort(),
    [world.a.people.admin.email, world.a.people.owner.email].sort(),
  );
  const log = await world.a
    .as('owner')
    .post(`${world.a.path}/audit/query`, { filter: { targetId: token.id } });
  assert.ok(log.body.items.some(({ action }: { action: string }) => action === 'token.leak-reported'));
});

test('a scanner that knows nothing of the app reports as the page on tokens says, and a page of another site cannot', async () => {
  const { world } = stage;
  const { secret } = await makeToken(world.a, { name: 'Found by a scanner' });
  const by = clientByToken(world, secret);
  const report = (headers: Record<string, string>, path = '/api/v1/token-leaks') =>
    fetch(`${world.test.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ tokens: [secret] }),
    });
  assert.equal((await report({ origin: 'https://elsewhere.example' })).status, 403);
  assert.equal((await report({ 'sec-fetch-site': 'cross-site' })).status, 403);
  assert.equal(
    (await report({}, '/api/v1/sso/offers')).status,
    403,
    'other public routes ask for the header',
  );
  assertStatus(await by.get(world.a.path), 200);
  assert.equal((await report({ cookie: world.a.people.owner.cookie ?? '' })).status, 202);
  assertStatus(await by.get(world.a.path), 401);
});

test('a directory’s token that somebody found is revoked as well', async () => {
  const { world } = stage;
  const { secret, token } = await openDirectory(world, world.b);
  const directory = directoryOf(world.test.url, world.b.workspaceId, secret);
  assertStatus(await directory.get('/Users'), 200);
  assertStatus(await world.anonymous.post('/token-leaks', { tokens: [secret] }), 202);
  assertStatus(await directory.get('/Users'), 401);
  assert.ok(about('Directory sync (SCIM)').some(({ to }) => to === world.b.people.owner.email));
  const filter = { targetId: token.id };
  const log = await world.b.as('owner').post(`${world.b.path}/audit/query`, { filter });
  const actions = log.body.items.map(({ action }: { action: string }) => action);
  assert.ok(actions.includes('scim.token-leak-reported'), actions.join());
});

test('reminders go out 30, 7 and 1 day before the end, each once, whoever else is at it', async () => {
  const { world } = stage;
  const { token } = await makeToken(world.a, { name: 'Ending', expiresInDays: 90 });
  const round = () => Promise.all([1, 2].map(() => remindOfTokens(world.test.app.services)));
  const endIn = (days: number) =>
    withClient(world.test.database.adminUrl, (admin) =>
      admin.query(`update app.api_tokens set expires_at = now() + $2 * interval '1 day' where id = $1`, [
        token.id,
        days,
      ]),
    );
  await round();
  assert.deepEqual(daysOf('Ending'), []);
  await withClient(world.test.database.adminUrl, (admin) =>
    admin.query(`update app.api_tokens set created_at = now() - interval '60 days' where id = $1`, [
      token.id,
    ]),
  );
  for (const days of [30, 29, 8, 7, 2, 1, 0.5]) {
    await endIn(days - 0.001);
    await round();
    await round();
  }
  assert.deepEqual(daysOf('Ending'), [30, 30, 7, 7, 1, 1]);
});

test('those who administer are told of the end of their directory’s token, and not of one that was rotated', async () => {
  const { world } = stage;
  const { secret, token } = await openDirectory(world, world.a);
  const { database, app } = world.test;
  const endIn = (days: number) =>
    withClient(database.adminUrl, (admin) =>
      admin.query(
        `update app.scim_tokens set created_at = now() - interval '60 days',
           expires_at = now() + $2 * interval '1 day' where id = $1`,
        [token.id, days],
      ),
    );
  const round = () => Promise.all([1, 2].map(() => remindOfDirectoryTokens(app.services)));
  await round();
  assert.deepEqual(daysOf('Directory sync (SCIM)'), []);
  for (const days of [30, 29, 7, 2, 0.5]) {
    await endIn(days - 0.001);
    await round();
    await round();
  }
  // The owner and the admin, once for each term.
  assert.deepEqual(daysOf('Directory sync (SCIM)'), [30, 30, 7, 7, 1, 1]);
  assertStatus(await directoryOf(world.test.url, world.a.workspaceId, secret).get('/Users'), 200);

  const sent = daysOf('Directory sync (SCIM)').length;
  await withClient(database.adminUrl, (admin) =>
    admin.query('update app.scim_tokens set reminded_days = null where id = $1', [token.id]),
  );
  await openDirectory(world, world.a);
  await round();
  assert.equal(daysOf('Directory sync (SCIM)').length, sent, 'another token outlasts it');
});

test('what lasts shorter than a term is not reminded at it', async () => {
  const { world } = stage;
  await makeToken(world.a, { name: 'Short', expiresInDays: 7 });
  await remindOfTokens(world.test.app.services);
  assert.deepEqual(daysOf('Short'), []);
});
