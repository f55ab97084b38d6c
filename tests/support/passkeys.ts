import type { Passkey } from '#contracts/passkeys.ts';
import type { TestApp } from './app.ts';
import { assertStatus, type Credentials, clientOf } from './client.ts';
import { type Ceremony, type SoftwarePasskey, softwarePasskey } from './software-passkey.ts';

type Node = Pick<TestApp, 'url'>;

/** Where a test's answers are made for, unless it forges. */
export function ceremonyAt(test: Node, challenge: string): Ceremony {
  return { challenge, origin: test.url, rpId: 'localhost' };
}

export interface KeptPasskey {
  readonly device: SoftwarePasskey;
  readonly passkey: Passkey;
  /** How the device knows its owner. */
  readonly userHandle: string;
}

/** Adds a passkey for somebody whose factor is fresh. */
export async function givePasskey(test: Node, person: Credentials, name = 'Laptop'): Promise<KeptPasskey> {
  const client = clientOf(test.url, person);
  const asked = await client.post('/account/passkeys/challenges');
  assertStatus(asked, 200);
  const device = softwarePasskey();
  const credential = device.create(ceremonyAt(test, asked.body.challenge));
  const reply = await client.post('/account/passkeys', { name, credential });
  assertStatus(reply, 201);
  return { device, passkey: reply.body, userHandle: asked.body.user.id };
}

export async function signInChallenge(test: Node): Promise<string> {
  const reply = await clientOf(test.url).post('/sign-in/passkey-challenges');
  assertStatus(reply, 200);
  return reply.body.challenge;
}

/** Signs in with it, or with what `forge` makes of the answer that would be right. */
export async function signInByKey(
  test: Node,
  { device, userHandle }: Pick<KeptPasskey, 'device' | 'userHandle'>,
  forge: (ceremony: Ceremony) => Ceremony = (ceremony) => ceremony,
) {
  const right = { ...ceremonyAt(test, await signInChallenge(test)), userHandle };
  const credential = device.use(forge(right));
  return clientOf(test.url).post('/sign-in/passkey', { credential, privateDevice: false });
}
