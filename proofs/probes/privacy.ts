import { setTimeout as pause } from 'node:timers/promises';
import { WorkspaceExport, WorkspaceExports } from '#contracts/exports.ts';
import { Invitation, MemberPage } from '#contracts/members.ts';
import { SubProcessors } from '#contracts/sub-processors.ts';
import { Workspace } from '#contracts/workspaces.ts';
import { prove } from '../failure.ts';
import type { ProbeContext, ProbePerson, ProbeWorld } from '../probe-context.ts';
import { untilSealed } from '../steps/audit-log.ts';
import { casePath, workspacePath, writeCase } from '../steps/cases.ts';
import { done, expectStatus, prepared, StepFailed } from '../steps/expect.ts';
import { newcomer } from '../steps/sign-in.ts';
import { uniqueWord } from '../steps/unique.ts';
import { filesOfArchive } from '../steps/zip.ts';

/** Claim FL-32: one request, and what was written is in the archive, as JSON, with people and the audit log. */
export async function oneRequestExportsTheWorkspace(context: ProbeContext): Promise<void> {
  const { a } = context;
  const word = uniqueWord();
  const written = await writeCase(context, a, a.people.member, { title: word });
  const comment = { anchor: { kind: 'case' }, text: word, mentionIds: [] };
  const path = casePath(a, written.id, '/comments');
  done(await context.call({ method: 'POST', path, as: a.people.reviewer, body: comment }), 'commenting');
  await untilSealed(context, a, written.id);
  const files = filesOfArchive(await exported(context, a));
  const records = (kind: string) =>
    [...files]
      .filter(([name]) => name.startsWith(`records/${kind}-`))
      .flatMap(([, text]) => text.trim().split('\n'))
      .map((line): Record<string, unknown> => JSON.parse(line));
  prove(
    records('cases').some((record) => record.id === written.id && JSON.stringify(record).includes(word)),
    'A case is not in the export.',
  );
  prove(
    records('comments').some((record) => JSON.stringify(record).includes(word)),
    'A comment is not in it.',
  );
  const people = records('memberships').map(({ user_id }) => user_id);
  prove(
    Object.values(a.people).every(({ userId }) => people.includes(userId)),
    'A member is not in the export.',
  );
  prove((files.get('audit-log.jsonl') ?? '').includes(written.id), 'The audit log is not in the export.');
}

/** No hash, key or token of anybody, whatever it is called. */
export async function exportsHoldNoSecrets(context: ProbeContext): Promise<void> {
  const { b } = context;
  const files = filesOfArchive(await exported(context, b));
  prove(files.size > 5, 'The export is empty.');
  for (const [name, text] of files) {
    prove(
      !/\$2[aby]\$\d\d\$|"(secret_hash|token_digest|wrapped|pass_id|client_?secret)":/i.test(text),
      `A secret is in ${name}.`,
    );
  }
}

/**
 * Claim FTS-23: somebody who joined gets all there is of them and is erased when they ask; the owner gives the workspace up,
 * which shuts it at once, and takes it back.
 */
export async function oneAskGivesAndErases(context: ProbeContext): Promise<void> {
  const { b, call } = context;
  const person = await joined(context);
  const data = await call({ method: 'POST', path: '/api/v1/account/data', as: person });
  expectStatus(data, [200], 'Nobody gets a copy of their own data');
  prove(
    data.text.includes(person.email) && data.text.includes(b.workspaceId),
    'The copy lacks what is there.',
  );
  const name = await nameOf(context, person.userId);
  const body = { confirm: person.email };
  expectStatus(
    await call({ method: 'POST', path: '/api/v1/account/erasure', as: person, body }),
    [200],
    'Nobody is erased when they ask',
  );
  expectStatus(
    await call({ path: '/api/v1/session', as: person }),
    [401],
    'Whoever was erased is still signed in',
  );
  const left = await nameOf(context, person.userId);
  prove(left !== undefined && left !== name, 'The name of somebody who was erased is still there.');
  await givenUpAndTakenBack(context);
}

async function givenUpAndTakenBack({ b, call }: ProbeContext): Promise<void> {
  const { owner, member } = b.people;
  const path = workspacePath(b);
  const { name } = prepared(await call({ path, as: owner }), Workspace, 'reading the workspace');
  const gone = await call({ method: 'POST', path: `${path}/deletion`, as: owner, body: { confirm: name } });
  expectStatus(gone, [202], 'An owner cannot give the workspace up');
  const after = await call({ path, as: member });
  const back = await call({
    method: 'DELETE',
    path: `/api/v1/account/deletions/${b.workspaceId}`,
    as: owner,
  });
  expectStatus(after, [404], 'A workspace that was given up is still open');
  expectStatus(back, [204], 'An owner cannot take the workspace back');
}

async function nameOf({ b, call }: ProbeContext, userId: string): Promise<string | undefined> {
  const body = { status: ['active', 'suspended', 'removed'], limit: 100 };
  const list = await call({
    method: 'POST',
    path: workspacePath(b, '/members/query'),
    as: b.people.owner,
    body,
  });
  return prepared(list, MemberPage, 'listing the members').items.find((one) => one.userId === userId)?.name;
}

async function joined(context: ProbeContext): Promise<ProbePerson> {
  const { b } = context;
  const email = `${uniqueWord()}@${b.people.owner.email.split('@')[1]}`;
  const path = workspacePath(b, '/invitations');
  const body = { email, role: 'member' };
  prepared(await context.call({ method: 'POST', path, as: b.people.admin, body }), Invitation, 'inviting');
  return newcomer(context, email);
}

/** Claim FTS-22: the region is stated, to the public and in each workspace, and each place is in it or allowed by name. */
export async function dataStaysInItsRegion({ a, call }: ProbeContext): Promise<void> {
  const reply = await call({ path: '/api/v1/trust/sub-processors' });
  expectStatus(reply, [200], 'Nobody says where data is kept');
  const page = SubProcessors.safeParse(reply.json);
  prove(page.success, 'Where data is kept is not told in the agreed form.');
  const { region: stated, items } = page.data;
  const within = (region: string | null) => region === stated || region?.startsWith(`${stated}-`) === true;
  prove(stated !== '', 'The deployment states no region.');
  for (const { use, region, standing } of items) {
    prove(
      standing !== 'inside' || within(region),
      `A place for ${use} is called inside the region and is not.`,
    );
    prove(
      standing !== 'nothing' || use === 'passwords',
      `A place for ${use} is called one that gets nothing.`,
    );
    prove(
      !/elsewhere|unsaid/.test(standing),
      `Data goes to a place for ${use} that is elsewhere, unallowed.`,
    );
  }
  const workspace = prepared(
    await call({ path: workspacePath(a), as: a.people.member }),
    Workspace,
    'reading the workspace',
  );
  prove(workspace.region === stated, 'A workspace states another region than the deployment.');
}

/** Asks for one as the owner, waits, and fetches it; nobody else can. */
async function exported(context: ProbeContext, world: ProbeWorld): Promise<Uint8Array> {
  const { owner, admin, member } = world.people;
  const path = workspacePath(world, '/exports');
  const refused = await context.call({ method: 'POST', path, as: member });
  expectStatus(refused, [403], 'A Member exports the workspace');
  const asked = await context.call({ method: 'POST', path, as: owner });
  const { id } = prepared(asked, WorkspaceExport, 'asking for an export');
  await untilDone(context, world, id);
  const archive = `${path}/${id}/archive`;
  expectStatus(
    await context.call({ path: archive, as: admin }),
    [404],
    'Another than who asked fetches the export',
  );
  const reply = await context.call({ path: archive, as: owner });
  expectStatus(reply, [200], 'An export that is done cannot be fetched');
  return reply.bytes;
}

async function untilDone({ call }: ProbeContext, world: ProbeWorld, id: string): Promise<void> {
  const path = workspacePath(world, '/exports');
  for (let tries = 0; tries < 120; tries += 1) {
    const { items } = prepared(
      await call({ path, as: world.people.owner }),
      WorkspaceExports,
      'listing exports',
    );
    const state = items.find((item) => item.id === id)?.state;
    if (state === 'done') return;
    prove(state === 'queued' || state === 'running', 'An export was given up.');
    await pause(1_000);
  }
  throw new StepFailed('the export was not done within two minutes');
}
