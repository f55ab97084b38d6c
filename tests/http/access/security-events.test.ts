import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CREDENTIALS, ENDS, SECURITY_EVENTS, type SecurityEvent } from '#server/security/security-events.ts';
import { openStage, type Stage } from '#tests/attacks/stage.ts';
import { withClient } from '#tests/support/admin.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { equip, fatesOf, openView, perform, undo } from './security-trial.ts';

let stage: Stage;
let second: TestApp;
before(async () => {
  stage = await openStage();
  second = await startTestApp({ beside: stage.world.test });
});
after(async () => {
  await second.close();
  await stage.close();
});

// One of a kind is enough for what a link does, and asking uses it up.
const ASKED_TWICE = CREDENTIALS.filter((kind) => kind !== 'mailedLinks' && kind !== 'liveViews');
const PATIENCE_MS = 20_000;
const SOON_MS = 700;

/** What became of every credential, first on the node that was not asked to do it. */
async function whatEnds(on: Stage, other: TestApp, event: SecurityEvent) {
  const holder = await equip(on, event);
  const view = await openView(on, other, holder);
  try {
    const caused = await perform(on, event, holder);
    const there = await fatesOf(on, other, holder, caused, ASKED_TWICE);
    const here = await fatesOf(on, on.world.test, holder, caused, ASKED_TWICE);
    assert.deepEqual(here, there, 'two nodes disagree');
    // Something happens that everyone in the workspace hears of.
    const { workspaceId } = on.world.a;
    on.world.test.app.services.notices.send(workspaceId, 'workspace.changed', workspaceId);
    const patience = ENDS[event].liveViews === 'ends' ? PATIENCE_MS : SOON_MS;
    const liveViews = (await view.ends(patience)) ? ('ends' as const) : ('stays' as const);
    const { mailedLinks } = await fatesOf(on, other, holder, caused, ['mailedLinks']);
    return { ...there, liveViews, mailedLinks };
  } finally {
    await undo(on);
  }
}

for (const event of SECURITY_EVENTS) {
  test(`${event}: ends what the table says, on both nodes`, async () => {
    assert.deepEqual(await whatEnds(stage, second, event), ENDS[event]);
  });
}

test('control: a door that forgets to look at the membership is found', async () => {
  const forgetful = `
    do $$ declare body text := pg_get_functiondef('app.enter(uuid, uuid, inet)'::regprocedure); begin
      execute replace(body, 't.state = ''active'' and w.state', 't.state <> ''removed'' and w.state');
    end $$`;
  const twin = await openStage({
    prepare: async ({ adminUrl }) => {
      await withClient(adminUrl, (admin) => admin.query(forgetful));
    },
  });
  const beside = await startTestApp({ beside: twin.world.test });
  try {
    const found = await whatEnds(twin, beside, 'member-suspended');
    assert.equal(found.thisSession, 'stays');
    assert.notDeepEqual(found, ENDS['member-suspended']);
  } finally {
    await beside.close();
    await twin.close();
  }
});
