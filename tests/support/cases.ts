import type { Case, CaseCreate } from '#contracts/cases.ts';
import { assertStatus, type Client } from './client.ts';
import type { Place } from './world.ts';

export interface MadeCase {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  /** The start of every path of this case. */
  readonly path: string;
}

const BODY = '## What happened\n\nThe pump stopped at 03:10.';

/** A case made by that client, with a title and a body. */
export async function makeCase(
  client: Client,
  place: Place,
  over: Partial<CaseCreate> = {},
): Promise<MadeCase> {
  const input = { type: 'incident', title: 'Pump P-12 stopped', body: BODY, ...over };
  const reply = await client.post(`${place.path}/cases`, input);
  assertStatus(reply, 201);
  const { id, number, version } = reply.body;
  return { id, number, version, path: `${place.path}/cases/${id}` };
}

export async function readCase(client: Client, { path }: Pick<MadeCase, 'path'>): Promise<Case> {
  const reply = await client.get(path);
  assertStatus(reply, 200);
  return reply.body;
}

export const ifMatch = (version: number) => ({ 'if-match': `"v${version}"` });

/** The version a client sees now, as the header of its next write. */
export async function seen(client: Client, made: Pick<MadeCase, 'path'>): Promise<Record<string, string>> {
  return ifMatch((await readCase(client, made)).version);
}
