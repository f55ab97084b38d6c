import assert from 'node:assert/strict';
import { join } from 'node:path';
import { assertStatus, type Client, clientOf } from '#tests/support/client.ts';
import { newMailIn, SIGN_IN_CODE } from '#tests/support/outbox.ts';
import { patient } from '../../scripts/demo/person.ts';
import type { Deployment } from './deployment.ts';
import type { Owner } from './owner.ts';
import type { Scene, Stage } from './work.ts';

/** Somebody who is going to be erased. */
export interface Guest {
  readonly email: string;
  readonly client: Client;
  /** The id of the certificate that said so. */
  certificate?: string;
}

const MAIL_PATIENCE_MS = 60_000;

/** Members of the workspace, invited and signed in. */
export async function inviteGuests({ deployment, ownerAnew, round }: Scene, count: number): Promise<Guest[]> {
  const owner = await ownerAnew();
  const guests: Guest[] = [];
  for (let at = 0; at < count; at += 1) {
    const email = `${round.toLowerCase().replace(' ', '-')}-${at}@guests.test`;
    guests.push({ email, client: await joined(deployment, owner, email) });
  }
  return guests;
}

async function joined(deployment: Deployment, owner: Owner, email: string): Promise<Client> {
  const outbox = join(deployment.home, 'data', 'outbox');
  const anonymous = patient(clientOf(deployment.url));
  const invite = () => owner.client.post(`${owner.path}/invitations`, { email, role: 'member' });
  const [, token] = await newMailIn(outbox, email, /invitation#([\w-]+)/, invite, MAIL_PATIENCE_MS);
  const ask = () => anonymous.post('/sign-in/codes', { email });
  const [code] = await newMailIn(outbox, email, SIGN_IN_CODE, ask, MAIL_PATIENCE_MS);
  const reply = await anonymous.post('/sign-in', { email, code, privateDevice: false });
  assertStatus(reply, 200);
  const cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? '';
  const client = patient(clientOf(deployment.url, { cookie, csrf: reply.body.csrf }));
  assertStatus(await client.post('/invitations/acceptances', { token, name: email }), 201);
  return client;
}

/** They ask to be erased, one after the other, until nobody answers. */
export async function eraseGuests(guests: readonly Guest[]): Promise<void> {
  for (const guest of guests) {
    const reply = await guest.client.post('/account/erasure', { confirm: guest.email });
    assertStatus(reply, 200);
    guest.certificate = reply.body.id;
  }
}

/**
 * Whoever was told to be erased is nowhere, and the certificate is there; of everybody else all is there or nothing.
 * Gives how many were looked at.
 */
export async function checkErasures({ deployment, ledger, owner }: Stage): Promise<number> {
  if (ledger.guests.length === 0) return 0;
  const members = await owner.client.post(`${owner.path}/members/query`, { limit: 100 });
  assertStatus(members, 200);
  const listed = new Set(members.body.items.map(({ email }: { email: string }) => email));
  for (const { email, client, certificate } of ledger.guests) {
    const { status } = await client.get('/session');
    if (certificate === undefined) {
      assert.equal(listed.has(email), status === 200, `${email} is erased by half`);
      continue;
    }
    assert.deepEqual([listed.has(email), status], [false, 401], `${email} was erased and is there`);
    assertStatus(await clientOf(deployment.url).get(`/erasures/${certificate}`), 200);
  }
  const looked = ledger.guests.length;
  ledger.erased += ledger.guests.filter(({ certificate }) => certificate !== undefined).length;
  ledger.guests.splice(0);
  return looked;
}
