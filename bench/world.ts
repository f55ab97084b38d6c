import type { Config } from '#server/config.ts';
import { makeSignedInPerson, type SignedInPerson } from '#server/features/probe-worlds/index.ts';
import { createWorkspace, type MemberProfile, memberContext } from '#server/features/workspaces/index.ts';
import { openServices } from '#server/open-services.ts';
import type { OperatorClient } from '#server/platform/db/operator-client.ts';
import { newId } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { type Filling, fillWorkspace } from './fill.ts';
import { plainTables } from './plain-tables.ts';

export type Person = Pick<SignedInPerson, 'userId' | 'email' | 'cookie' | 'csrf'>;

export interface BenchWorkspace {
  readonly id: string;
  readonly people: readonly Person[];
  /** Newest last. */
  readonly caseIds: readonly string[];
}

const ROLES = ['owner', 'manager', 'reviewer', 'member'] as const;

export interface WorldSize {
  readonly workspaces: number;
  /** In all, spread evenly over the workspaces. */
  readonly cases: number;
}

/** Puts cases into one workspace and returns their ids, newest last. */
export type Fill = (admin: OperatorClient, filling: Filling) => Promise<string[]>;

/** Workspaces with people of four roles, each signed in, and their cases, sealed under the workspaces' own keys. */
export async function makeWorld(
  config: Config,
  databaseUrl: string,
  admin: OperatorClient,
  { workspaces, cases }: WorldSize,
  fill: Fill = fillWorkspace,
): Promise<BenchWorkspace[]> {
  const services = await openServices(config, { databaseUrl, print: () => undefined });
  try {
    await admin.query(plainTables);
    const made: BenchWorkspace[] = [];
    for (let at = 0; at < workspaces; at += 1)
      made.push(
        await makeWorkspace(services, admin, { seed: at + 1, cases: Math.ceil(cases / workspaces), fill }),
      );
    return made;
  } finally {
    await services.close();
  }
}

async function makeWorkspace(
  services: Services,
  admin: OperatorClient,
  { fill, ...size }: { readonly seed: number; readonly cases: number; readonly fill: Fill },
): Promise<BenchWorkspace> {
  const people = await Promise.all(ROLES.map((role) => makePerson(services, role)));
  const [first] = people;
  if (first === undefined) throw new Error('a workspace needs an owner');
  const owner = { id: first.userId, name: 'Bench owner', email: `${first.userId}@bench.invalid` };
  const id = await createWorkspace(services, { name: 'Bench', preset: 'knowledge', owner });
  const scope = await services.keys.retrying(id, (opened) => opened);
  const owners = people.map(({ userId }) => userId);
  for (const [at, role] of ROLES.entries()) {
    const userId = owners[at] ?? '';
    await admin.query('insert into bench.people (id, name) values ($1, $2)', [userId, `Bench ${role}`]);
    if (role === 'owner') continue;
    const profile = { name: `Bench ${role}`, email: `${userId}@bench.invalid` };
    await admin.query(
      'insert into app.memberships (workspace_id, user_id, role, sealed_profile) values ($1, $2, $3, $4)',
      [id, userId, role, scope.seal<MemberProfile>(memberContext(userId), profile)],
    );
  }
  const caseIds = await fill(admin, { workspaceId: id, scope, owners, ...size });
  return { id, people, caseIds };
}

function makePerson(services: Services, role: string): Promise<Person> {
  const email = `${newId()}@bench.invalid`;
  return makeSignedInPerson(services, { email, name: `Bench ${role}`, run: 'Bench' });
}
