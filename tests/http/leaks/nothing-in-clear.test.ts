import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type OperatorClient } from '#server/platform/db/operator-client.ts';
import { createLogger } from '#server/platform/log/index.ts';
import { sensitiveNames } from '#server/security/classification.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { caseStory, words } from './case.scenario.ts';
import { dumpDatabase, dumpFolder } from './dump.ts';
import { files, lookups } from './lookup.scenario.ts';
import { findIn, formsOf, type Hay, markers } from './markers.ts';
import { invite, setUp } from './people.scenario.ts';

/** The development mailbox: mail waits there to be read by whoever develops, and production refuses it. */
const MAILBOX = join('data', 'outbox');

const marks = markers();
let log = '';
let first: TestApp;
let world: TestWorld;
let admins: OperatorClient[];
let hay: Hay[];

before(async () => {
  const destination = {
    write(line: string) {
      log += line;
    },
  };
  const logger = createLogger({ level: 'trace', sensitive: sensitiveNames, destination });
  first = await startTestApp({ log: logger });
  await setUp(first, marks);
  world = await startTestWorld({ log: logger });
  await invite(world.test, world.a, marks);
  const made = await caseStory(world.a, marks, await words(world.a, marks));
  await files(world, marks);
  await lookups(world.a, made, marks);
  // What is done after a reply has left is done by then.
  await pause(1_000);
  admins = await Promise.all([first, world.test].map(({ database }) => connect(database.adminUrl)));
  hay = await everything();
});
after(async () => {
  for (const admin of admins) await admin.end();
  await world.close();
  await first.close();
});

async function everything(): Promise<Hay[]> {
  const folders = [first.folder, world.test.folder].map((folder) => dumpFolder(folder, [MAILBOX]));
  const parts = await Promise.all([...admins.map(dumpDatabase), ...folders]);
  return [...parts.flat(), { place: 'the log', bytes: Buffer.from(log) }];
}

test('nothing that was typed can be read in a table, a file or the log (FTS-14, FC-24)', (context) => {
  assert.deepEqual(findIn(hay, marks.planted), []);
  context.diagnostic(
    `${marks.planted.size} words, ${hay.length} values and files, ${log.length} letters of log`,
  );
  assert.ok(marks.planted.size > 60);
});

test('control: all of it was there to be looked at', () => {
  const places = [...new Set(hay.map(({ place }) => place))];
  const tables = ['cases', 'comments', 'evidence', 'invitations', 'sessions', 'search_docs', 'case_drafts'];
  for (const table of tables)
    assert.ok(
      places.some((place) => place.startsWith(`app.${table}.`)),
      table,
    );
  assert.ok(
    places.some((place) => place.startsWith('pgboss.')),
    'the jobs',
  );
  assert.ok(
    places.some((place) => place.includes('blobs')),
    'the files',
  );
  const lines = log.split('\n').filter((line) => line.includes('"req"') || line.includes('"url"'));
  assert.ok(
    lines.length > 50,
    `${lines.length} requests in ${log.split('\n').length} lines: ${log.slice(0, 600)}`,
  );
});

test('control: one word in clear in any table is found by the same search', async () => {
  const [admin] = admins;
  const [word] = marks.planted.keys();
  assert.ok(admin && word);
  const encodings = [
    `to_jsonb('${word}'::text)::text`,
    `encode(convert_to('ab${word}', 'UTF8'), 'hex')`,
    `encode(convert_to('a${word}cde', 'UTF8'), 'base64')`,
    `convert_to('x${word}', 'UTF8')`,
  ];
  for (const encoded of encodings) {
    await admin.query(`create table app.scratch as select ${encoded} as note`);
    try {
      const found = findIn(await dumpDatabase(admin), new Map([[word, 'it']]));
      assert.deepEqual(found, ['it in app.scratch.note'], encoded);
    } finally {
      await admin.query('drop table app.scratch');
    }
  }
});

test('control: a word is found in every form and alignment', () => {
  const word = 'zqsomewordtofind';
  for (const lead of ['', 'a', 'ab', 'abc']) {
    const bytes = Buffer.from(`${lead}${word}tail`);
    const written = [
      bytes,
      Buffer.from(`${lead}${word}tail`, 'utf16le'),
      Buffer.from(bytes.toString('hex')),
      Buffer.from(bytes.toString('hex').toUpperCase()),
      Buffer.from(bytes.toString('base64')),
      Buffer.from(bytes.toString('base64url')),
    ];
    for (const form of written)
      assert.ok(
        formsOf(word).some((needle) => form.includes(needle)),
        `${form}`,
      );
  }
  assert.deepEqual(findIn([{ place: 'x', bytes: Buffer.from('nothing here') }], new Map([[word, 'it']])), []);
});
