import { withClient } from '#tests/support/admin.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { newName } from '../kitchen.ts';
import type { Kitchen, Recipe, Recipes } from '../recipe.ts';

const BASE = '/api/v1/workspaces/:workspaceId';
const plain: Recipe = { about: 'none', prepare: async () => ({}) };

// It never fires: what an alert sends by itself would change rows while a refused call must not.
const alert = () => ({
  name: newName('Alert'),
  kind: 'export',
  threshold: 1_000,
  windowMinutes: 5,
  byMail: true,
  webhook: 'https://hooks.example.org/caseward',
});
const stream = () => ({
  name: newName('Stream'),
  from: 'now',
  target: { kind: 'webhook', address: 'https://siem.example.org/caseward' },
});

/** A workspace has few of them, and a test makes many: the oldest go. */
function makeRoom(
  { place, stage }: Kitchen,
  table: 'log_alerts' | 'log_streams',
  kept: number,
): Promise<void> {
  return withClient(stage.world.test.database.adminUrl, async (admin) => {
    await admin.query(
      `delete from app.${table} where workspace_id = $1 and id in (
        select o.id from app.${table} o where o.workspace_id = $1 order by o.made_at desc offset $2)`,
      [place.workspaceId, kept],
    );
  });
}

async function made(kitchen: Kitchen, path: 'log-alerts' | 'log-streams', body: object): Promise<Json> {
  if (path === 'log-alerts') await makeRoom(kitchen, 'log_alerts', 15);
  else await makeRoom(kitchen, 'log_streams', 3);
  const { place } = kitchen;
  const reply = await place.as('owner').post(`${place.path}/${path}`, body);
  assertStatus(reply, 201);
  return reply.body;
}

const ofAlert = (body?: object): Recipe => ({
  about: 'word',
  async prepare(kitchen) {
    const { id, version } = (await made(kitchen, 'log-alerts', alert())).alert;
    return { params: { alertId: id }, ...(body && { body, headers: { 'if-match': `"v${version}"` } }) };
  },
});
const ofStream = (body?: object): Recipe => ({
  about: 'word',
  async prepare(kitchen) {
    const { id, version } = (await made(kitchen, 'log-streams', stream())).stream;
    return { params: { streamId: id }, ...(body && { body, headers: { 'if-match': `"v${version}"` } }) };
  },
});

/** A message that was given up, as if a receiver had been away for days. */
async function failedDelivery(kitchen: Kitchen): Promise<string> {
  const { id } = (await made(kitchen, 'log-alerts', alert())).alert;
  return withClient(kitchen.stage.world.test.database.adminUrl, async (admin) => {
    const { rows } = await admin.query(
      `insert into app.alert_deliveries (workspace_id, alert_id, channel, entry_id, count, state, tries)
       select $1, $2, 'webhook', (select e.id from app.audit_entries e where e.workspace_id = $1 limit 1), 1, 'failed', 60
       returning id`,
      [kitchen.place.workspaceId, id],
    );
    return rows[0].id;
  });
}

export const logWatchRecipes: Recipes = {
  [`GET ${BASE}/log-alerts`]: plain,
  [`POST ${BASE}/log-alerts`]: {
    about: 'none',
    async prepare(kitchen) {
      await makeRoom(kitchen, 'log_alerts', 15);
      return { body: alert() };
    },
  },
  [`PATCH ${BASE}/log-alerts/:alertId`]: ofAlert({ name: 'Renamed', threshold: 999, active: false }),
  [`DELETE ${BASE}/log-alerts/:alertId`]: ofAlert(),
  [`GET ${BASE}/alert-deliveries`]: plain,
  [`POST ${BASE}/alert-deliveries/:deliveryId/tries`]: {
    about: 'word',
    prepare: async (kitchen) => ({ params: { deliveryId: await failedDelivery(kitchen) } }),
    repeatable: true,
  },
  [`GET ${BASE}/log-streams`]: plain,
  [`POST ${BASE}/log-streams`]: {
    about: 'none',
    async prepare(kitchen) {
      await makeRoom(kitchen, 'log_streams', 3);
      return { body: stream() };
    },
  },
  [`PATCH ${BASE}/log-streams/:streamId`]: ofStream({ active: false }),
  [`DELETE ${BASE}/log-streams/:streamId`]: ofStream(),
};
