import { CaseAccess } from '#contracts/case-access.ts';
import { prove } from '../failure.ts';
import { type ProbeContext, type ProbePerson, probeRoles } from '../probe-context.ts';
import {
  casePath,
  caseType,
  decide,
  ifMatch,
  openRound,
  readCase,
  readWorkspace,
  workspacePath,
  writeCase,
} from '../steps/cases.ts';
import { done, expectStatus, prepared } from '../steps/expect.ts';
import { publishedRoutes } from '../steps/published-routes.ts';

const refused = [403, 404];

/** Every published change of a workspace, as its Viewer. */
export async function viewerOnlyReads(context: ProbeContext): Promise<void> {
  const { a } = context;
  const { id: caseId } = await writeCase(context, a, a.people.owner);
  const before = (await readCase(context, a, caseId)).version;
  const routes = (await publishedRoutes(context)).filter(
    (route) => route.method !== 'GET' && route.parameters.includes('workspaceId'),
  );
  for (const route of routes.filter((route) => !ofOnesOwn.test(route.template))) {
    const path = route.path({ workspaceId: a.workspaceId, caseId, otherwise: crypto.randomUUID() });
    const headers = { 'if-match': '"v1"' };
    const reply = await context.call({
      method: route.method,
      path,
      as: a.people.viewer,
      body: route.example,
      headers,
    });
    const reads = /\/(query|search)$/.test(route.template);
    const kept = reads ? reply.status !== 201 : reply.status >= 400;
    prove(kept, `A Viewer may ${route.method} ${route.template} (${reply.status}).`);
  }
  const tries = [
    ['POST', '/cases', { type: 'case', title: 'Mine' }],
    ['POST', '/invitations', { email: 'new@probe.invalid', role: 'viewer' }],
    ['PATCH', '', { name: 'Mine' }],
  ] as const;
  for (const [method, rest, body] of tries) {
    const path = workspacePath(a, rest);
    const reply = await context.call({
      method,
      path,
      as: a.people.viewer,
      body,
      headers: { 'if-match': '"v1"' },
    });
    expectStatus(reply, refused, `A Viewer was not refused ${method} ${rest || 'on the workspace'}`);
  }
  prove((await readCase(context, a, caseId)).version === before, 'A Viewer changed a case.');
}

// A view one saves and a draft one types are one's own, and change nothing of the workspace.
const ofOnesOwn = /\/(views|drafts)(\/|$)/;

export async function memberEditsOwn(context: ProbeContext): Promise<void> {
  const { a } = context;
  const { member, owner, reviewer } = a.people;
  const own = await writeCase(context, a, member);
  done(await rename(context, own, member), 'editing one’s own case');
  const foreign = await writeCase(context, a, owner);
  expectStatus(await rename(context, foreign, member), refused, 'A Member edits a case of someone else');
  done(await rename(context, foreign, reviewer), 'editing a case as Reviewer');
}

export async function reviewersDecide(context: ProbeContext): Promise<void> {
  const { a } = context;
  const { member, reviewer, viewer } = a.people;
  const theirs = await writeCase(context, a, member);
  const round = await openRound(context, a, theirs, member, [reviewer]);
  expectStatus(await decide(context, a, theirs.id, round.id, viewer), refused, 'A Viewer decides a review');
  expectStatus(await decide(context, a, theirs.id, round.id, member), refused, 'A Member decides a review');
  expectStatus(
    await decide(context, a, theirs.id, round.id, reviewer),
    [200, 201],
    'A Reviewer cannot approve',
  );
}

/** A Reviewer, an Admin and the Owner each write a case and try to pass it themselves. */
export async function nobodyApprovesTheirOwn(context: ProbeContext): Promise<void> {
  const { a } = context;
  for (const author of [a.people.reviewer, a.people.admin, a.people.owner]) {
    const own = await writeCase(context, a, author);
    const asked = await context.call({
      method: 'POST',
      path: casePath(a, own.id, '/review-rounds'),
      as: author,
      headers: ifMatch(own),
      body: { reviewerIds: [author.userId], coverNote: '' },
    });
    if (asked.status >= 400) continue;
    const { openRoundId } = await readCase(context, a, own.id);
    const reply = await decide(context, a, own.id, openRoundId ?? own.id, author);
    expectStatus(reply, [403, 409, 422], 'Someone approves their own case');
  }
}

export async function adminControlsTheWorkspace(context: ProbeContext): Promise<void> {
  const { b } = context;
  const { admin, viewer } = b.people;
  const workspace = await readWorkspace(context, b);
  const renamed = { name: `${workspace.name} again` };
  const path = workspacePath(b);
  const change = { method: 'PATCH', path, as: admin, headers: ifMatch(workspace), body: renamed } as const;
  expectStatus(await context.call(change), [200], 'An Admin cannot change a setting');
  for (const [before, role] of ['member', 'viewer'].entries()) {
    const one = workspacePath(b, `/members/${viewer.userId}`);
    const headers = ifMatch({ version: before + 1 });
    const reply = await context.call({ method: 'PATCH', path: one, as: admin, body: { role }, headers });
    expectStatus(reply, [200], 'An Admin cannot change a role');
  }
  const audit = await context.call({
    method: 'POST',
    path: workspacePath(b, '/audit/query'),
    as: admin,
    body: {},
  });
  expectStatus(audit, [200], 'An Admin cannot read the audit log');
}

/** What the browser hides is refused by the server too, whatever the browser says about itself. */
export async function theServerDecidesAlone(context: ProbeContext): Promise<void> {
  const { a } = context;
  const { viewer } = a.people;
  const type = await caseType(context, a);
  const claims = [
    { role: 'owner' },
    { actions: ['case.create'] },
    { userId: a.people.owner.userId },
    { workspaceId: context.b.workspaceId },
  ];
  for (const claim of claims) {
    const body = { type, title: 'Mine', ...claim };
    const reply = await context.call({ method: 'POST', path: workspacePath(a, '/cases'), as: viewer, body });
    prove(reply.status >= 400, `The server believed a body that says ${Object.keys(claim)[0]}.`);
  }
  for (const name of ['x-role', 'x-user-id', 'x-forwarded-user', 'x-workspace-id']) {
    const body = { type, title: 'Mine' };
    const headers = { [name]: name.endsWith('role') ? 'owner' : a.people.owner.userId };
    const reply = await context.call({
      method: 'POST',
      path: workspacePath(a, '/cases'),
      as: viewer,
      body,
      headers,
    });
    expectStatus(reply, refused, `The server believed the header ${name}`);
  }
}

export async function restrictionNeedsAGrant(context: ProbeContext): Promise<void> {
  const { a } = context;
  const { owner, reviewer, manager, member } = a.people;
  const written = await writeCase(context, a, owner);
  const { id } = written;
  const grants = [{ userId: reviewer.userId, level: 'read', expiresAt: null }];
  const path = casePath(a, id, '/restriction');
  done(
    await context.call({ method: 'PUT', path, as: owner, headers: ifMatch(written), body: { grants } }),
    'restricting a case',
  );
  const seen = (as: ProbePerson) => context.call({ path: casePath(a, id), as });
  expectStatus(await seen(reviewer), [200], 'A granted person cannot read a restricted case');
  for (const stranger of [manager, member]) {
    expectStatus(await seen(stranger), [404], 'Someone without a grant is answered about a restricted case');
  }
  const read = await readCase(context, a, id, owner);
  expectStatus(await rename(context, read, reviewer), refused, 'A grant to read lets someone edit');
  const access = await context.call({ path: casePath(a, id, '/access'), as: reviewer });
  const { people } = prepared(access, CaseAccess, 'asking who can see a case');
  const listed = people.some(({ person }) => person.id === manager.userId);
  prove(!listed, 'Someone without a grant is listed among those who see a restricted case.');
}

export async function nobodyRaisesThemselves(context: ProbeContext): Promise<void> {
  const { a } = context;
  const member = (person: ProbePerson) => workspacePath(a, `/members/${person.userId}`);
  const roles = ['owner', 'admin', 'manager'] as const;
  const headers = ifMatch({ version: 1 });
  for (const name of probeRoles.slice(1)) {
    const as = a.people[name];
    for (const role of roles.filter((role) => role !== name)) {
      const reply = await context.call({ method: 'PATCH', path: member(as), as, body: { role }, headers });
      expectStatus(reply, [403, 404, 409], `A ${name} changes their own role`);
    }
  }
  for (const name of ['manager', 'reviewer', 'member', 'viewer'] as const) {
    const as = a.people[name];
    const path = member(a.people.viewer);
    const reply = await context.call({ method: 'PATCH', path, as, body: { role: 'member' }, headers });
    expectStatus(reply, refused, `A ${name} changes roles`);
    const policy = { policies: { viewersComment: true } };
    const set = await context.call({ method: 'PATCH', path: workspacePath(a), as, body: policy, headers });
    expectStatus(set, refused, `A ${name} changes a policy`);
  }
}

/** What one may not see and what does not exist are answered with the same bytes, read or write. */
export async function unseenIsNotFound(context: ProbeContext): Promise<void> {
  const { a } = context;
  const draft = await writeCase(context, a, a.people.owner);
  for (const as of [a.people.viewer, a.people.member, context.b.people.owner]) {
    for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
      const body = method === 'PATCH' ? { title: 'Seen' } : undefined;
      const ask = (id: string) =>
        context.call({ method, path: casePath(a, id), as, body, headers: { 'if-match': '"v1"' } });
      const [there, nowhere] = [await ask(draft.id), await ask(crypto.randomUUID())];
      expectStatus(there, method === 'GET' ? [404] : refused, `${method} on a case one may not see`);
      const same = there.text === nowhere.text && there.status === nowhere.status;
      prove(same, `${method} answers otherwise on a case that exists but may not be seen.`);
    }
  }
}

export async function originGrantsNothing(context: ProbeContext): Promise<void> {
  const { call, url, a } = context;
  for (const origin of [url, 'https://attacker.example', 'null', `${url}.attacker.example`]) {
    const anonymous = await call({ path: '/api/v1/session', headers: { origin } });
    expectStatus(anonymous, [401], `Someone without a session is let in with the Origin ${origin}`);
    const signedIn = await call({ path: '/api/v1/session', as: a.people.viewer, headers: { origin } });
    const shared = signedIn.headers.get('access-control-allow-origin') ?? '';
    prove(shared === '', `A reply is shared with the Origin ${origin}.`);
  }
  const body = { type: 'case', title: 'Mine' };
  const headers = { origin: url, 'x-caseward-csrf': null };
  const reply = await call({
    method: 'POST',
    path: workspacePath(a, '/cases'),
    as: a.people.owner,
    body,
    headers,
  });
  prove(reply.status >= 400, 'The right Origin took the place of the proof against forged requests.');
}

function rename({ call, a }: ProbeContext, written: { id: string; version: number }, as: ProbePerson) {
  const body = { title: 'A better title' };
  return call({ method: 'PATCH', path: casePath(a, written.id), as, headers: ifMatch(written), body });
}
