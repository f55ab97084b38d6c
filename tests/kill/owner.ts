import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertStatus, type Client, type Credentials, clientOf, type Json } from '#tests/support/client.ts';
import { newMailIn, SIGN_IN_CODE } from '#tests/support/outbox.ts';
import { patient } from '../../scripts/demo/person.ts';
import type { Deployment, Running } from './deployment.ts';

const EMAIL = 'owner@cases.test';

/** Where a deployment is met, and where its `data` lies. */
type Place = Pick<Deployment, 'url' | 'home'>;

/** The first person of a deployment, signed in. */
export interface Owner {
  readonly client: Client;
  readonly credentials: Credentials;
  /** The start of every path of their workspace. */
  readonly path: string;
  /** A kind of case that anybody may make. */
  readonly caseType: string;
}

/** Makes the first account and workspace by the link of the console. */
export async function setUp(deployment: Place, server: Pick<Running, 'output'>): Promise<Owner> {
  const token = await linkOf(server);
  const ask = async () => {
    const input = { token, email: EMAIL, name: 'Olga', workspaceName: 'Works', preset: 'knowledge' };
    assertStatus(await clientOf(deployment.url).post('/setup', input), 200);
  };
  return signedIn(deployment, ask);
}

/** The link is printed behind the word that it is ready. */
export async function linkOf({ output }: Pick<Running, 'output'>): Promise<string> {
  for (let look = 0; look < 500; look += 1) {
    const token = /\/setup#(\S+)\s/.exec(output())?.[1];
    if (token !== undefined) return token;
    await sleep(20);
  }
  throw new Error(`there is no link: ${output()}`);
}

/** Signs in anew, by a mailed code. */
export function signIn(deployment: Place): Promise<Owner> {
  return signedIn(deployment, async () => {
    assertStatus(await clientOf(deployment.url).post('/sign-in/codes', { email: EMAIL }), 200);
  });
}

async function signedIn({ url, home }: Place, ask: () => Promise<void>): Promise<Owner> {
  const [code] = await newMailIn(join(home, 'data', 'outbox'), EMAIL, SIGN_IN_CODE, ask, 60_000);
  const reply = await clientOf(url).post('/sign-in', { email: EMAIL, code, privateDevice: false });
  assertStatus(reply, 200);
  const credentials = { cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? '', csrf: reply.body.csrf };
  const client = patient(clientOf(url, credentials));
  const { id } = reply.body.workspaces[0];
  const path = `/workspaces/${id}`;
  return { client, credentials, path, caseType: (await client.get(path)).body.caseTypes[0].key };
}

/** A file of a case, sent whole and waited for until it was looked at. Rejects where any step is not confirmed. */
export async function sendFile(
  { client, path }: Owner,
  casePath: string,
  { name, content }: { readonly name: string; readonly content: Buffer },
): Promise<string> {
  const started = await client.post(`${casePath}/uploads`, { name, size: content.length });
  assertStatus(started, 201);
  const piece = await client.patch(`${path}/uploads/${started.body.id}`, content, { 'upload-offset': '0' });
  assertStatus(piece, 200);
  for (let look = 0; look < 300; look += 1) {
    const { state, id }: Json = (await client.get(`${path}/uploads/${started.body.id}`)).body;
    if (state === 'clean') return id;
    if (state === 'refused') throw new Error('the file was refused');
    await sleep(50);
  }
  throw new Error('the file was not looked at');
}

export async function fileContent({ credentials, path }: Owner, url: string, id: string): Promise<Buffer> {
  const reply = await fetch(`${url}/api/v1${path}/evidence/${id}/content`, {
    headers: { cookie: credentials.cookie ?? '' },
  });
  if (reply.status !== 200) throw new Error(`the file answers ${reply.status}`);
  return Buffer.from(await reply.arrayBuffer());
}
