import { prove } from '../failure.ts';
import type { ProbeCall, ProbeContext } from '../probe-context.ts';
import { casePath, caseType, readCase, workspacePath, writeCase } from '../steps/cases.ts';
import { done, expectStatus } from '../steps/expect.ts';
import { publishedRoutes } from '../steps/published-routes.ts';
import { uniqueWord } from '../steps/unique.ts';

const refusedInput = [400, 422];

export async function jsonTricksFindNothing(context: ProbeContext): Promise<void> {
  const { a } = context;
  const as = a.people.owner;
  const cases = workspacePath(a, '/cases');
  const type = await caseType(context, a);
  const hostile = [
    '{"type":"case","title":"x","__proto__":{"role":"owner"}}',
    '{"type":"case","title":"x","constructor":{"prototype":{"role":"owner"}}}',
    '{"type":"case","title":{"$gt":""}}',
    '{"type":"case","title":"x","parties":[{"__proto__":{"x":1}}]}',
    `${'['.repeat(500)}${']'.repeat(500)}`,
    '{"type":"case","title":"x","title":"y"}',
    '{"type":"case","title":"x"} {"type":"case","title":"y"}',
    '{"type":"case","title":"\\ud800"}',
  ];
  for (const text of hostile) {
    const rawBody = text.replaceAll('"type":"case"', `"type":"${type}"`);
    const reply = await context.call({ method: 'POST', path: cases, as, rawBody });
    expectStatus(reply, refusedInput, `A hostile body was not refused: ${rawBody.slice(0, 60)}`);
  }
  for (const title of [['$', '{7*7}'].join(''), '{{7*7}}', '<%= 7*7 %>', '#{7*7}', "'||(7*7)||'"]) {
    const { id } = await writeCase(context, a, as, { title, body: title });
    const read = await readCase(context, a, id);
    prove(read.title === title && read.body === title, 'An expression in a text was evaluated.');
  }
}

export async function ldapInputIsInert(context: ProbeContext): Promise<void> {
  const { a } = context;
  const as = a.people.owner;
  const word = uniqueWord();
  await writeCase(context, a, as, { title: word });
  const search = (text: string) =>
    context.call({ method: 'POST', path: workspacePath(a, '/search'), as, body: { text } });
  prove((await search(word)).text.includes(word), 'The search does not find what is there.');
  for (const filter of ['*', '*)(uid=*', '(|(cn=*)(objectClass=*))', 'admin*)((|userPassword=*)', '\\2a']) {
    const found = await search(filter);
    prove(found.status < 500, 'A directory filter broke the search.');
    prove(!found.text.includes(word), 'A directory filter in a search selected records.');
    const body = { email: filter };
    const reply = await context.call({ method: 'POST', path: '/api/v1/sign-in/codes', body });
    expectStatus(reply, refusedInput, 'A directory filter passes for an e-mail address');
  }
}

export async function repeatedParametersAreRefused(context: ProbeContext): Promise<void> {
  const { a } = context;
  const as = a.people.viewer;
  const calls: Record<string, ProbeCall> = {
    'query parameter': { path: '/api/v1/session?x=1&x=2', as },
    'query parameter in brackets': { path: '/api/v1/session?x[]=1&x[]=2', as },
    'key of a body': {
      method: 'POST',
      path: workspacePath(a, '/cases/query'),
      as,
      rawBody: '{"limit":1,"limit":2}',
    },
    'header of a credential': { path: '/api/v1/session', as, headers: { 'x-caseward-csrf': ['a', 'b'] } },
  };
  for (const [what, call] of Object.entries(calls)) {
    expectStatus(await context.call(call), [400, 422], `A repeated ${what} was not refused`);
  }
  expectStatus(
    await context.call({ path: '/api/v1/session', as }),
    [200],
    'The same call without a repeat fails',
  );
}

/** Every published operation with a JSON body, with one field more than it knows. */
export async function unknownFieldsAreRefused(context: ProbeContext): Promise<void> {
  const { a } = context;
  const { id: caseId } = await writeCase(context, a, a.people.owner);
  const routes = (await publishedRoutes(context)).filter((route) => route.takesJson);
  prove(routes.length > 0, 'The deployment publishes no operation that takes a body.');
  for (const route of routes) {
    const path = route.path({ workspaceId: a.workspaceId, caseId, otherwise: a.people.viewer.userId });
    const body = { ...Object(route.example), casewardProbe: 1 };
    const headers = { 'if-match': '"v1"' };
    const reply = await context.call({ method: route.method, path, as: a.people.owner, body, headers });
    const refused = reply.status >= 400 && reply.status < 500;
    prove(refused, `${route.method} ${route.template} accepts a field it does not know.`);
  }
  await nonsenseIsRefused(context, caseId);
}

async function nonsenseIsRefused(context: ProbeContext, caseId: string): Promise<void> {
  const as = context.a.people.owner;
  const known = { anchor: { kind: 'case' }, text: 'Words', mentionIds: [] };
  const path = casePath(context.a, caseId, '/comments');
  done(await context.call({ method: 'POST', path, as, body: known }), 'commenting');
  const more = { ...known, casewardProbe: 1 };
  const wrong = [
    more,
    { ...known, text: 7 },
    { ...known, text: '' },
    { ...known, anchor: { kind: 'nowhere' } },
    [],
  ];
  for (const body of wrong) {
    expectStatus(
      await context.call({ method: 'POST', path, as, body }),
      refusedInput,
      'Wrong input was accepted',
    );
  }
}
