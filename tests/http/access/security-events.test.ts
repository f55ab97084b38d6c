import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { CREDENTIALS, ENDS, SECURITY_EVENTS, type SecurityEvent } from '#server/security/security-events.ts';
import { openStage, type Stage } from '#tests/attacks/stage.ts';
import { asOwner, editFunction } from '#tests/proofs/edit-function.ts';
import { withClient } from '#tests/support/admin.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '#tests/support/app.ts';
import { fatesOf } from './credential-fates.ts';
import { equip, perform, undo } from './security-trial.ts';
import {
  type HeldFiles,
  holdFiles,
  keepFile,
  openCase,
  openDownload,
  openUpload,
  openView,
} from './under-way.ts';

/** Two nodes, and a file whose download on the second one can be held. */
interface Trial {
  readonly stage: Stage;
  readonly second: TestApp;
  readonly files: HeldFiles;
  readonly fileId: string;
  readonly casePath: string;
  close(): Promise<void>;
}

async function openTrial(options: TestAppOptions = {}): Promise<Trial> {
  const stage = await openStage(options);
  const files = holdFiles();
  const second = await startTestApp({ beside: stage.world.test, rewire: files.rewire });
  const close = async () => {
    await second.close();
    await stage.close();
  };
  return { stage, second, files, fileId: await keepFile(stage), casePath: await openCase(stage), close };
}

let trial: Trial;
before(async () => {
  trial = await openTrial();
});
after(() => trial.close());

const UNDER_WAY = ['liveViews', 'downloads', 'uploads'];
// One of a kind is enough for what a link does, and asking uses it up.
const ASKED_TWICE = CREDENTIALS.filter((kind) => kind !== 'mailedLinks' && !UNDER_WAY.includes(kind));
/** Far less than the 25 seconds after which the door is asked in any case. */
const PATIENCE_MS = 8_000;
const SOON_MS = 700;

/** What became of every credential, first on the node that was not asked to do it. */
async function whatEnds(
  { stage, second, files, fileId, casePath }: Trial,
  event: SecurityEvent,
  patience = PATIENCE_MS,
) {
  const holder = await equip(stage, event);
  const view = await openView(stage, second, holder);
  files.hold();
  const download = await openDownload(stage, second, holder, fileId);
  const upload = await openUpload(stage, second, holder, casePath);
  try {
    const caused = await perform(stage, event, holder);
    const over = await view.ends(ENDS[event].liveViews === 'ends' ? patience : SOON_MS);
    await pause(SOON_MS);
    files.letGo();
    const underWay = {
      liveViews: over ? ('ends' as const) : ('stays' as const),
      downloads: await download.fate(),
      uploads: await upload.fate(),
    };
    const there = await fatesOf(stage, second, holder, caused, ASKED_TWICE);
    const here = await fatesOf(stage, stage.world.test, holder, caused, ASKED_TWICE);
    assert.deepEqual(here, there, 'two nodes disagree');
    const { mailedLinks } = await fatesOf(stage, second, holder, caused, ['mailedLinks']);
    return { ...there, ...underWay, mailedLinks };
  } finally {
    files.letGo();
    await undo(stage);
  }
}

const held: SecurityEvent[] = [];
for (const event of SECURITY_EVENTS) {
  test(`${event}: ends what the table says, on both nodes`, async () => {
    assert.deepEqual(await whatEnds(trial, event), ENDS[event]);
    held.push(event);
  });
}

test('every security event ends what the table says, on two nodes, with what is under way', () => {
  assert.deepEqual(held, SECURITY_EVENTS);
});

test("the database's copy of the table says the same", async () => {
  const source = 'select pg_get_functiondef(to_regproc($1)) as source';
  await withClient(trial.stage.world.test.database.adminUrl, async (admin) => {
    const { rows } = await admin.query<{ source: string }>(source, ['app.ended_by']);
    const named = [...(rows[0]?.source ?? '').matchAll(/\('([a-z-]+)', (?:true|false)/g)].map(
      ([, name]) => name,
    );
    const own = SECURITY_EVENTS.filter((event) => named.includes(event));
    assert.deepEqual([...own].sort(), [...named].sort());
    for (const event of own) {
      const { rows: ended } = await admin.query('select * from app.ended_by($1)', [event]);
      const { thisSession, otherSessions, pendingSignIns, mailedLinks } = ENDS[event];
      assert.deepEqual(ended, [
        {
          this_session: thisSession === 'ends',
          other_sessions: otherSessions === 'ends',
          pending_sign_ins: pendingSignIns === 'ends',
          mailed_links: mailedLinks === 'ends',
        },
      ]);
    }
    await assert.rejects(admin.query(`select * from app.ended_by('nothing')`), /no security event/);
  });
});

/** A world whose database forgets one thing, and what is found of it. */
async function foundIn(
  prepare: NonNullable<TestAppOptions['prepare']>,
  event: SecurityEvent,
  patience?: number,
) {
  const twin = await openTrial({ prepare });
  try {
    return await whatEnds(twin, event, patience);
  } finally {
    await twin.close();
  }
}

test('control: a door that forgets to look at the membership is found', async () => {
  const forgetful = editFunction('app.enter', ["m.state = 'active'", "m.state <> 'removed'"]);
  const found = await foundIn(forgetful, 'member-suspended');
  assert.deepEqual([found.thisSession, found.uploads], ['stays', 'stays']);
});

test('control: without the notice of the database, what is under way goes on', async () => {
  const silent = asOwner(
    'create or replace function app.note_access_change() returns trigger language plpgsql as $$ begin return null; end $$',
  );
  const found = await foundIn(silent, 'session-ended', SOON_MS);
  assert.deepEqual(found, { ...ENDS['session-ended'], liveViews: 'stays', downloads: 'stays' });
});

test('control: an event whose line in the table is emptied is found', async () => {
  const emptied = editFunction('app.ended_by', [
    `('factors-reset', true, true, true, true)`,
    `('factors-reset', false, false, false, false)`,
  ]);
  const found = await foundIn(emptied, 'factors-reset', SOON_MS);
  assert.deepEqual(
    [found.otherSessions, found.pendingSignIns, found.mailedLinks],
    ['stays', 'stays', 'stays'],
  );
});
