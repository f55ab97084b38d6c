import { prove } from '../failure.ts';
import type { ProbeContext, ProbeReply, ProbeWorld } from '../probe-context.ts';
import { casePath, readCase, workspacePath, writeCase } from '../steps/cases.ts';
import { done } from '../steps/expect.ts';
import { publishedRoutes } from '../steps/published-routes.ts';
import { uniqueWord } from '../steps/unique.ts';

type Planted = { readonly word: string; readonly caseId: string };

/** A case, and a comment on it, with a word that exists nowhere else. */
async function plant(context: ProbeContext, world: ProbeWorld): Promise<Planted> {
  const word = uniqueWord();
  const { owner } = world.people;
  const { id } = await writeCase(context, world, owner, { title: word, body: `The word is ${word}.` });
  const body = { anchor: { kind: 'case' }, text: `Again ${word}.`, mentionIds: [] };
  const said = await context.call({
    method: 'POST',
    path: casePath(world, id, '/comments'),
    as: owner,
    body,
  });
  done(said, 'commenting');
  return { word, caseId: id };
}

/** Every published read of workspace B, as its owner, with the ids of workspace A in every place. */
export async function nothingByForeignId(context: ProbeContext): Promise<void> {
  const { caseId, word } = await plant(context, context.a);
  const routes = (await publishedRoutes(context)).filter((route) => route.parameters.includes('workspaceId'));
  const puttable = new Set(routes.filter(({ method }) => method === 'PUT').map(({ template }) => template));
  for (const route of routes) {
    for (const workspaceId of [context.a.workspaceId, context.b.workspaceId]) {
      if (workspaceId === context.b.workspaceId && route.parameters.length < 2) continue;
      const path = route.path({ workspaceId, caseId, otherwise: caseId });
      const reply = await context.call({
        method: route.method,
        path,
        as: context.b.people.owner,
        body: route.example,
        headers: { 'if-match': '"v1"' },
      });
      // In a workspace of one's own, what does not exist yet may be put under any id.
      const ownWrite = workspaceId === context.b.workspaceId && puttable.has(route.template);
      const refused = reply.status >= 400 || ownWrite;
      prove(refused, `${route.method} ${route.template} answers a stranger (${reply.status}).`);
      silent(reply, word, ownWrite ? word : caseId);
    }
  }
  const kept = await readCase(context, context.a, caseId);
  prove(kept.title === word && kept.version === 1, 'A stranger changed a case of another workspace.');
}

/** Lists, searches and counts of workspace B do not move when workspace A gets a case. */
export async function nothingInListsOrSearches(context: ProbeContext): Promise<void> {
  const { word, caseId } = await plant(context, context.a);
  const as = context.b.people.owner;
  const search = { text: word };
  for (const [rest, body] of [
    ['/cases/query', {}],
    ['/search', search],
    ['/audit/query', {}],
  ] as const) {
    const path = workspacePath(context.b, rest);
    const reply = await context.call({ method: 'POST', path, as, body });
    done(reply, `POST ${rest}`);
    silent(reply, word, caseId);
  }
  const there = workspacePath(context.a, '/search');
  const found = await context.call({ method: 'POST', path: there, as: context.a.people.owner, body: search });
  prove(found.text.includes(word), 'The case was not there to be found by its own workspace.');
}

/** A stranger's miss on a case that exists reads, byte for byte, like one on a case that does not. */
export async function aMissTellsNothing(context: ProbeContext): Promise<void> {
  const { caseId } = await plant(context, context.a);
  const as = context.b.people.owner;
  for (const world of [context.a, context.b]) {
    const real = await context.call({ path: casePath(world, caseId), as });
    const none = await context.call({ path: casePath(world, crypto.randomUUID()), as });
    prove(real.status === 404 && none.status === 404, 'A miss is not answered with 404.');
    prove(real.text === none.text, 'The wording of a miss tells whether the case exists.');
  }
}

/** An admin of A turns every known screw of workspace B. */
export async function anAdminsPowerEnds(context: ProbeContext): Promise<void> {
  const { a, b } = context;
  const tries = [
    ['PATCH', `/members/${b.people.member.userId}`, { role: 'admin' }],
    ['DELETE', `/members/${b.people.viewer.userId}`, undefined],
    ['POST', '/invitations', { email: a.people.admin.email, role: 'member' }],
    ['PATCH', '', { name: 'Taken over' }],
    ['POST', '/cases', { type: 'case', title: 'Planted' }],
  ] as const;
  const before = await settings(context, b);
  for (const [method, rest, body] of tries) {
    const path = workspacePath(b, rest);
    const headers = { 'if-match': '"v1"' };
    const reply = await context.call({ method, path, as: a.people.admin, body, headers });
    prove(reply.status === 404, `An admin of another workspace is answered ${reply.status} instead of 404.`);
  }
  prove((await settings(context, b)) === before, 'An admin of another workspace changed something.');
}

async function settings({ call }: ProbeContext, world: ProbeWorld): Promise<string> {
  const as = world.people.owner;
  const workspace = await call({ path: workspacePath(world), as });
  const path = workspacePath(world, '/members/query');
  const members = await call({ method: 'POST', path, as, body: {} });
  done(workspace, 'reading the workspace');
  done(members, 'listing members');
  return workspace.text + members.text.replace(/"lastSeenAt":"[^"]*"/g, '');
}

function silent(reply: ProbeReply, word: string, id: string): void {
  prove(!reply.text.includes(word), 'Content of another workspace was disclosed.');
  prove(!reply.text.includes(id), 'An identifier of another workspace was disclosed.');
}
