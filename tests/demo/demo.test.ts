import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freePort } from '#server/platform/db/embedded.port.ts';
import { withClient } from '#tests/support/admin.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

async function demo(...args: string[]): Promise<{ code: number | null; said: string }> {
  const outbox = join(app.folder, 'data', 'outbox');
  const command = ['scripts/demo.ts', '--url', app.url, '--outbox', outbox, ...args];
  const child = spawn(process.execPath, command, { cwd: root });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, said: out + err };
}

async function tally(): Promise<Record<string, unknown>> {
  const { rows } = await withClient(app.database.adminUrl, (client) =>
    client.query(`select (select count(*)::int from app.cases) as cases,
      (select array_agg(distinct state || case when revision_needed then ' (revision)' else '' end order by
        state || case when revision_needed then ' (revision)' else '' end) from app.cases) as states,
      (select array_agg(role order by role) from app.memberships) as roles,
      (select count(*)::int from app.evidence where state = 'clean') as files,
      (select count(*)::int from app.comments) as comments,
      (select count(*)::int from app.review_decisions where decided_at is not null) as decisions,
      (select count(*)::int from app.contacts) as contacts,
      (select count(*)::int from app.contacts where state = 'archived') as archived,
      (select count(*)::int from app.contact_consents) as consents,
      (select count(*)::int from app.case_links) as links, (select count(*)::int from app.case_tags) as tags`),
  );
  return rows[0];
}

test('an interrupted demo is taken up again, to the same end', async () => {
  const first = await demo('--setup-link', await app.setupLink(), '--cases', '3');
  assert.equal(first.code, 0, first.said);
  await withClient(app.database.adminUrl, (client) => client.query('delete from app.saved_views'));
  const second = await demo('--cases', '8');
  assert.equal(second.code, 0, second.said);
  assert.match(second.said, /3 of 8 cases so far/);
  const { tags, ...rest } = await tally();
  assert.ok(Number(tags) > 4);
  assert.deepEqual(rest, {
    cases: 8,
    states: ['deprecated', 'draft', 'in_review', 'in_review (revision)', 'published', 'verified'],
    roles: ['admin', 'manager', 'member', 'owner', 'reviewer', 'viewer'],
    files: 2,
    comments: 5,
    decisions: 5,
    links: 3,
    contacts: 12,
    archived: 2,
    consents: 7,
  });
});

test('a second run changes nothing and says so', async () => {
  const seen = await tally();
  const { code, said } = await demo();
  assert.equal(code, 0, said);
  assert.match(said, /has its demo already/);
  assert.deepEqual(await tally(), seen);
});

test('who is not known there is told what to say', async () => {
  const { code, said } = await demo('--email', 'nobody@harbour-works.example');
  assert.equal(code, 1);
  assert.match(said, /--email/);
  const odd = await demo('--cases', '0');
  assert.equal(odd.code, 1);
  assert.match(odd.said, /from 1 to/);
});

test('where nothing answers, the address is named: that of PORT, unless another is given', async () => {
  const port = await freePort();
  const asked = async (...args: string[]) => {
    const env = { ...process.env, PORT: String(port) };
    const child = spawn(process.execPath, ['scripts/demo.ts', ...args], { cwd: root, env });
    return text(child.stderr);
  };
  assert.ok((await asked()).startsWith(`Nothing answers at http://localhost:${port}.`));
  const other = `http://127.0.0.1:${port}`;
  assert.ok((await asked('--url', other)).startsWith(`Nothing answers at ${other}.`));
});
