import { prove } from '../failure.ts';
import type { ProbeContext, ProbePerson, ProbeReply } from '../probe-context.ts';
import { writeCase } from '../steps/cases.ts';
import { type PublishedRoute, publishedRoutes } from '../steps/published-routes.ts';
import { neverMay } from '../steps/role-table.ts';

const triedAndRefused = 0.7;
// Input is checked first: a request that is not one tells nobody anything, but has not tried the role either.
const notARequest = [400, 415, 422, 428];

/** Every published method and address, as nobody, as a stranger, and as each role that may never do it. */
export async function everyMethodIsChecked(context: ProbeContext): Promise<void> {
  const { a, b } = context;
  const { id: caseId } = await writeCase(context, a, a.people.owner);
  const routes = (await publishedRoutes(context)).filter((route) => !route.open && !route.operator);
  const ask = (route: PublishedRoute, as?: ProbePerson) => askAs(context, route, caseId, as);
  for (const route of routes) {
    const name = `${route.method} ${route.template}`;
    const nobody = await ask(route);
    prove(nobody.status === 401, `${name} answers ${nobody.status} to nobody at all.`);
    if (route.action === undefined) continue;
    const stranger = await ask(route, b.people.owner);
    prove(
      [404, ...notARequest].includes(stranger.status),
      `${name} answers ${stranger.status} to a stranger.`,
    );
  }
  await everyRoleIsChecked(routes, ask, context);
}

type Ask = (route: PublishedRoute, as?: ProbePerson) => Promise<ProbeReply>;

async function everyRoleIsChecked(
  routes: readonly PublishedRoute[],
  ask: Ask,
  { a }: ProbeContext,
): Promise<void> {
  const statuses: number[] = [];
  for (const route of routes) {
    for (const role of (route.action && neverMay[route.action]) ?? []) {
      const { status } = await ask(route, a.people[role]);
      prove(
        [403, 404, ...notARequest].includes(status),
        `A ${role} may ${route.method} ${route.template} (${status}).`,
      );
      statuses.push(status);
    }
  }
  const refused = statuses.filter((status) => status === 403 || status === 404).length;
  const enough = refused > statuses.length * triedAndRefused;
  prove(enough, `Only ${refused} of ${statuses.length} tries got as far as the role.`);
}

function askAs(context: ProbeContext, route: PublishedRoute, caseId: string, as?: ProbePerson) {
  const path = route.path({ workspaceId: context.a.workspaceId, caseId, otherwise: crypto.randomUUID() });
  const headers = { 'if-match': '"v1"' };
  return context.call({ method: route.method, path, ...(as && { as }), body: route.example, headers });
}
