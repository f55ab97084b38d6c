import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Role } from '#contracts/common.ts';
import { assertStatus, clientOf } from '#tests/support/client.ts';
import { newMailIn } from '#tests/support/outbox.ts';
import { type Deployment, type Person, signIn } from './person.ts';
import { Sentence } from './sentence.ts';

/** Six people, one of each role. Their addresses are of a domain that exists nowhere (RFC 2606). */
const PEOPLE: Readonly<Record<Role, { readonly name: string; readonly email: string }>> = {
  owner: { name: 'Amara Okafor', email: 'amara@harbour-works.example' },
  admin: { name: 'Jonas Lindqvist', email: 'jonas@harbour-works.example' },
  manager: { name: 'Claire Fontaine', email: 'claire@harbour-works.example' },
  reviewer: { name: 'Hiroshi Tanaka', email: 'hiroshi@harbour-works.example' },
  member: { name: 'Lucía Navarro', email: 'lucia@harbour-works.example' },
  viewer: { name: 'Piotr Zieliński', email: 'piotr@harbour-works.example' },
};

const WORKSPACE = { name: 'Harbour Works', preset: 'knowledge' } as const;

export interface TeamOptions extends Deployment {
  /** The link of the console; without it one is made here. */
  readonly setupLink: string | undefined;
  /** Who is to own the demo where the deployment is set up already. */
  readonly email: string | undefined;
}

export type Team = Readonly<Record<Role, Person>>;

/** The owner, signed in, and the demo's workspace; both made where they are not there yet. */
export async function openWorkspace(options: TeamOptions): Promise<{ owner: Person; workspaceId: string }> {
  const owner = await signInOwner(options);
  const known = owner.session.workspaces.find(({ name }) => name === WORKSPACE.name);
  if (known) return { owner, workspaceId: known.id };
  const made = await owner.client.post('/workspaces', WORKSPACE);
  if (made.status === 403)
    throw new Sentence(`${owner.email} administers no workspace here and so may not make another one.`);
  assertStatus(made, 201);
  return { owner, workspaceId: made.body.id };
}

async function signInOwner(options: TeamOptions): Promise<Person> {
  const owner = { role: 'owner' as const, ...PEOPLE.owner, email: options.email ?? PEOPLE.owner.email };
  const state = await clientOf(options.url).get('/setup');
  assertStatus(state, 200);
  if (state.body.open) {
    const { name, email } = owner;
    const token = (options.setupLink ?? newSetupLink()).split('#')[1];
    const body = { token, email, name, workspaceName: WORKSPACE.name, preset: WORKSPACE.preset };
    return signIn(options, owner, async (anonymous) =>
      assertStatus(await anonymous.post('/setup', body), 200),
    );
  }
  return signIn(options, owner).catch((error: unknown) => {
    if (!(error instanceof Error && error.message.startsWith('no new mail'))) throw error;
    throw new Sentence(
      `No code for ${owner.email} arrived in ${options.outbox}. Say who administers a workspace here with --email, and where its outbox is with --outbox.`,
    );
  });
}

function newSetupLink(): string {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const { stdout, stderr, status } = spawnSync('node', ['cli/caseward.mjs', 'setup-link'], {
    cwd: root,
    encoding: 'utf8',
  });
  const link = stdout.trim().split('\n').at(-1);
  if (status !== 0 || !link?.includes('#'))
    throw new Sentence(
      `No set-up link could be made here; give the one of the console with --setup-link. ${stderr.trim()}`,
    );
  return link;
}

/** Everyone else of the team, invited where they are not members yet, and signed in. */
export async function gatherTeam(deployment: Deployment, owner: Person, workspaceId: string): Promise<Team> {
  const path = `/workspaces/${workspaceId}`;
  const found = await owner.client.post(`${path}/members/query`, { limit: 100 });
  assertStatus(found, 200);
  const members = new Set(found.body.items.map(({ email }: { email: string }) => email));
  const join = async (role: Role): Promise<Person> => {
    const who = { role, ...PEOPLE[role] };
    if (members.has(who.email)) return signIn(deployment, who);
    const token = await invite(deployment, owner, path, who);
    const person = await signIn(deployment, who);
    assertStatus(await person.client.post('/invitations/acceptances', { token, name: who.name }), 201);
    return person;
  };
  // One after the other: all six sign in from one address, whose sign-ins are counted.
  const admin = await join('admin');
  const manager = await join('manager');
  const reviewer = await join('reviewer');
  const member = await join('member');
  const viewer = await join('viewer');
  return { owner, admin, manager, reviewer, member, viewer };
}

async function invite(
  { outbox }: Deployment,
  owner: Person,
  path: string,
  { email, role }: Pick<Person, 'email' | 'role'>,
): Promise<string> {
  const waiting = await owner.client.get(`${path}/invitations`);
  assertStatus(waiting, 200);
  const earlier = waiting.body.items.find((invitation: { email: string }) => invitation.email === email);
  const send = () =>
    earlier === undefined
      ? owner.client.post(`${path}/invitations`, { email, role })
      : owner.client.post(`${path}/invitations/${earlier.id}/deliveries`);
  const [, token] = await newMailIn(outbox, email, /invitation#([A-Za-z0-9_-]{20,128})/, send);
  if (token === undefined) throw new Sentence(`The invitation of ${email} holds no link.`);
  return token;
}
