import { clientByToken, makeToken } from './api-tokens.ts';
import { type MadeCase, makeCase } from './cases.ts';
import { assertStatus } from './client.ts';
import { type Filer, filerOf } from './evidence.ts';
import { providerKey } from './identity-provider.ts';
import { givePasskey } from './passkeys.ts';
import { openRound } from './reviews.ts';
import { directoryOf, newPerson, openDirectory } from './scim.ts';
import { connect } from './sso.ts';
import { startTestWorld, type TestWorld } from './world.ts';

export interface FilledWorld extends TestWorld {
  /** In review, with comments and evidence; its author is the member. */
  readonly reviewed: MadeCase;
  /** A draft of the member. */
  readonly draft: MadeCase;
}

const BODY = `# What happened

Orders failed from **09:14** on. See the [runbook](https://example.org/runbook).

## What we found

- node B was behind node A
- \`chronyd\` was masked

| time | what |
|---|---:|
| 09:14 | first failure |

> The check runs only at boot.
`;

/** A world in which every screen has something to show. */
export async function startFilledWorld(): Promise<FilledWorld> {
  const world = await startTestWorld();
  const { a } = world;
  const member = a.as('member');
  const more = { body: BODY, summary: 'The clocks of two nodes drifted apart.', severity: 'high' } as const;
  await givePasskey(world.test, a.people.viewer, 'Phone');
  await givePasskey(world.test, a.people.viewer, 'Laptop in the office');
  const reviewed = await makeCase(member, a, { ...more, title: 'Checkout fails when clocks drift' });
  const draft = await makeCase(member, a, {
    ...more,
    title: 'Backup skips large files',
    severity: 'critical',
  });
  await comment(world, reviewed);
  await file(filerOf(world, 'member'), reviewed);
  await openRound(member, reviewed, [a.people.reviewer.userId]);
  await signOn(world);
  await fillDirectory(world);
  await tokens(world);
  await fillContacts(world);
  return { ...world, reviewed, draft };
}

/** Somebody who agreed to one thing, took it back, and wants nothing sold. */
async function fillContacts({ a }: TestWorld): Promise<void> {
  const member = a.as('member');
  const ada = {
    name: 'Ada Lovelace of the Analytical Engine',
    emails: ['ada@analytical.example', 'ada.lovelace@engine.example'],
    phones: ['+44 20 7946 0000'],
    address: '12 St James’s Square\nLondon',
    note: 'Prefers letters.',
    source: 'referral',
  };
  const made = await member.post(`${a.path}/contacts`, ada);
  assertStatus(made, 201);
  const path = `${a.path}/contacts/${made.body.id}`;
  for (const decision of ['given', 'withdrawn']) {
    const said = { purpose: 'newsletter', decision, how: 'By letter, to the office' };
    assertStatus(await member.post(`${path}/consents`, said), 201);
  }
  assertStatus(await member.put(`${path}/do-not-sell`, { from: 'person' }), 200);
}

/** A provider in a roll-over of its certificate, and a domain that still waits for its record. */
async function signOn(world: TestWorld): Promise<void> {
  const { settings } = await connect(world, world.a, providerKey(20), [providerKey()]);
  const owner = world.a.as('owner');
  assertStatus(await owner.post(`${settings}/domains`, { domain: 'example.org' }), 201);
}

/** A directory with a token, a person and a group. */
async function fillDirectory(world: TestWorld): Promise<void> {
  const { secret } = await openDirectory(world, world.a);
  const directory = directoryOf(world.test.url, world.a.workspaceId, secret);
  const person = await directory.post('/Users', newPerson());
  assertStatus(person, 201);
  const group = { displayName: 'Investigators', members: [{ value: person.body.id }] };
  assertStatus(await directory.post('/Groups', group), 201);
}

/** One in use that ends soon, and one bound to networks. */
async function tokens(world: TestWorld): Promise<void> {
  const { a } = world;
  const { secret } = await makeToken(a, {
    name: 'Nightly export',
    scopes: ['cases:read', 'lists:export'],
    expiresInDays: 7,
  });
  assertStatus(await clientByToken(world, secret).get(a.path), 200);
  const ranges = ['203.0.113.0/24', '2001:db8::/32'];
  await makeToken(a, { name: 'Intake form', scopes: ['cases:create'], expiresInDays: 365, ranges });
}

async function comment({ a }: TestWorld, { path }: MadeCase): Promise<void> {
  const admin = a.as('admin');
  const on = { kind: 'section', section: 'what-we-found' };
  assertStatus(
    await admin.post(`${path}/comments`, { anchor: on, text: 'Since when?', mentionIds: [] }),
    201,
  );
}

async function file(filer: Filer, { path }: MadeCase): Promise<void> {
  const content = new TextEncoder().encode('System time: 41.2 seconds slow of NTP time\n');
  await filer.upload(path, { name: 'chrony.log', content, type: 'text/plain' });
}
