import { setTimeout as pause } from 'node:timers/promises';
import type { Role } from '#contracts/common.ts';
import type { Session } from '#contracts/identity.ts';
import { assertStatus, type Client, clientOf, type Reply } from '#tests/support/client.ts';
import { newMailIn, SIGN_IN_CODE } from '#tests/support/outbox.ts';
import { Sentence } from './sentence.ts';

/** Someone of the demo, signed in. */
export interface Person {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  readonly userId: string;
  readonly session: Session;
  readonly client: Client;
}

export interface Deployment {
  /** Where it answers, without a trailing slash. */
  readonly url: string;
  /** The folder of the development outbox. */
  readonly outbox: string;
}

type Who = Pick<Person, 'role' | 'name' | 'email'>;

const MAIL_PATIENCE_MS = 15_000;

/** Signs someone in by the code that `ask` makes the deployment send; by default, asking for one. */
export async function signIn(
  deployment: Deployment,
  who: Who,
  ask?: (anonymous: Client) => Promise<unknown>,
): Promise<Person> {
  const anonymous = patient(clientOf(deployment.url));
  const asking =
    ask ?? (async () => assertStatus(await anonymous.post('/sign-in/codes', { email: who.email }), 200));
  const [code] = await newMailIn(
    deployment.outbox,
    who.email,
    SIGN_IN_CODE,
    () => asking(anonymous),
    MAIL_PATIENCE_MS,
  );
  const reply = await anonymous.post('/sign-in', { email: who.email, code, privateDevice: false });
  assertStatus(reply, 200);
  const session: Session = reply.body;
  const cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? '';
  const client = patient(clientOf(deployment.url, { cookie, csrf: session.csrf }));
  return { ...who, userId: session.user.id, session, client };
}

const LONGEST_WAIT = 120;

/** Waits where the deployment says that it was asked too often, and asks again. */
export function patient(client: Client): Client {
  const retrying = async (send: () => Promise<Reply>): Promise<Reply> => {
    for (;;) {
      const reply = await send();
      if (reply.status !== 429) return reply;
      const seconds = Number(reply.headers.get('retry-after') ?? 1);
      if (seconds > LONGEST_WAIT) {
        throw new Sentence(
          `The deployment asks to wait ${Math.ceil(seconds / 60)} minutes; run this again then.`,
        );
      }
      await pause(Math.max(seconds, 1) * 1000);
    }
  };
  return {
    get: (...of) => retrying(() => client.get(...of)),
    post: (...of) => retrying(() => client.post(...of)),
    put: (...of) => retrying(() => client.put(...of)),
    patch: (...of) => retrying(() => client.patch(...of)),
    delete: (...of) => retrying(() => client.delete(...of)),
  };
}
