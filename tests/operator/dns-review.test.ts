import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loadConfig } from '#server/config.ts';
import { remindOfDnsReview } from '#server/features/trust/index.ts';
import { namesOf } from '#server/operator/dns-review/command.ts';
import { keepDnsReview, listDnsReviews } from '#server/operator/dns-review/dns-review.store.ts';
import { lookAt } from '#server/operator/dns-review/look.ts';
import { type ReviewedName, reviewNames } from '#server/operator/dns-review/review-names.ts';
import { type Db, openDatabase } from '#server/platform/db/index.ts';
import type { Letter } from '#server/security/mail-queue.ts';
import { withClient } from '#tests/support/admin.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { startDnsServer, type Zone } from '#tests/support/dns-server.ts';

let app: TestApp;
let db: Db;
before(async () => {
  app = await startTestApp();
  db = openDatabase({ url: app.database.operatorUrl, max: 1, prepared: false });
});
after(async () => {
  await db.close();
  await app.close();
});

const GOOD: Zone = {
  'cases.example.org': { A: ['192.0.2.1'], AAAA: ['2001:db8::1'] },
  'www.example.org': { CNAME: 'cases.example.org' },
  'example.org': { A: ['192.0.2.1'], MX: ['mx.example.org'], NS: ['ns.example.net'] },
  'mx.example.org': { A: ['192.0.2.2'] },
  'ns.example.net': { A: ['192.0.2.3'] },
};
const NAMES: readonly ReviewedName[] = [
  { name: 'cases.example.org', addresses: ['192.0.2.1', '2001:db8::1'] },
  { name: 'www.example.org', addresses: [] },
  { name: 'example.org', addresses: [] },
];

async function review(zone: Zone, names = NAMES) {
  const server = await startDnsServer(zone);
  try {
    return await reviewNames(names, lookAt([server.address]), () => 'x0f0f0f');
  } finally {
    await server.close();
  }
}
const kindsOf = async (zone: Zone) => (await review(zone)).map(({ kind, name }) => `${kind} ${name}`);

test('records that lead where they should are left in peace', async () => {
  assert.deepEqual(await review(GOOD), []);
});

test('whatever dangles, leads elsewhere, or answers for any name is found', async () => {
  const cases: [change: Zone, found: string][] = [
    [{ 'www.example.org': { CNAME: 'gone.cloud.example' } }, 'dangling-alias www.example.org'],
    [{ 'cases.example.org': { A: ['203.0.113.9'] } }, 'foreign-address cases.example.org'],
    [
      { 'cases.example.org': { A: ['192.0.2.1'], AAAA: ['2001:db8::2'] } },
      'foreign-address cases.example.org',
    ],
    [{ 'mx.example.org': {} }, 'dangling-mail example.org'],
    [{ 'ns.example.net': {} }, 'dangling-name-server example.org'],
    [{ '*.example.org': { A: ['192.0.2.1'] } }, 'wildcard example.org'],
    [{ '*.cases.example.org': { CNAME: 'cases.example.org' } }, 'wildcard cases.example.org'],
  ];
  for (const [change, found] of cases) assert.deepEqual(await kindsOf({ ...GOOD, ...change }), [found]);
});

test('a name that is gone, and one whose servers do not answer, are told apart', async () => {
  const { 'cases.example.org': _, ...without } = GOOD;
  assert.deepEqual(await kindsOf({ ...without, 'www.example.org': { A: ['192.0.2.1'] } }), [
    'missing cases.example.org',
  ]);
  const broken = await kindsOf({ ...GOOD, 'cases.example.org': { broken: true } });
  assert.ok(broken.includes('unanswered cases.example.org'));
  assert.ok(!broken.includes('missing cases.example.org'));
});

test('the names are those of the settings, and that of the public address without being asked', () => {
  const settings = (names: string) =>
    namesOf(
      loadConfig({
        NODE_ENV: 'test',
        CASEWARD_PUBLIC_URL: 'https://cases.example.org',
        CASEWARD_DNS_NAMES: names,
      }),
    );
  assert.deepEqual(settings(''), [{ name: 'cases.example.org', addresses: [] }]);
  assert.deepEqual(settings('mail.example.org, cases.example.org=192.0.2.1'), [
    { name: 'cases.example.org', addresses: ['192.0.2.1'] },
    { name: 'mail.example.org', addresses: [] },
  ]);
  for (const url of ['http://localhost:4400', 'http://127.0.0.1', 'http://[::1]:8080'])
    assert.deepEqual(namesOf({ publicUrl: url, dnsNames: [] }), [], 'an address is no name');
  for (const wrong of ['example', 'a b.example.org', 'cases.example.org=here', '-;x.org'])
    assert.throws(() => settings(wrong), /CASEWARD_DNS_NAMES/);
});

test('a review is kept sealed with who did it, and the reminder waits for a quarter', async () => {
  const letters: Letter[] = [];
  const mail = { queue: async (letter: Letter) => void letters.push(letter) };
  const remind = (securityContact: string | undefined) =>
    remindOfDnsReview({ ...app.app.services, mail, securityContact });
  const contact = 'mailto:security@example.org';
  await remind(contact);
  assert.deepEqual(letters.splice(0), [
    { template: 'dns-review-due', to: 'security@example.org', days: null },
  ]);
  const desk = { db, system: app.app.services.system() };
  const findings = await review({ ...GOOD, 'www.example.org': { CNAME: 'gone.cloud.example' } });
  const kept = await keepDnsReview(desk, { by: 'Planted Name', names: NAMES, findings });
  assert.deepEqual(await listDnsReviews(desk), [kept]);
  await remind(contact);
  assert.deepEqual(letters, [], 'nothing is due');
  await withClient(app.database.ownerUrl, async (client) => {
    await client.query('alter table app.dns_reviews no force row level security');
    const { rows } = await client.query('select d::text as kept from app.dns_reviews d');
    assert.ok(!rows[0].kept.includes('Planted'));
    await client.query(`update app.dns_reviews set at = now() - interval '91 days'`);
  });
  await remind(undefined);
  assert.deepEqual(letters, [], 'there is nobody to write to');
  await remind(contact);
  assert.deepEqual(letters, [{ template: 'dns-review-due', to: 'security@example.org', days: 91 }]);
});

test('the live role learns when the last review was, and nothing else of it', async () => {
  await withClient(app.database.appUrl, async (client) => {
    await client.query('select at from app.dns_reviews');
    await assert.rejects(client.query('select sealed_record from app.dns_reviews'), /permission denied/);
    await assert.rejects(client.query('delete from app.dns_reviews'), /permission denied/);
  });
});
