import { prove } from '../failure.ts';
import type { ProbeContext } from '../probe-context.ts';
import { casePath, workspacePath, writeCase } from '../steps/cases.ts';
import { publishedRoutes } from '../steps/published-routes.ts';

/** Every published read, as someone who may read it, and one case for sure. */
export async function privateRepliesAreNotKept(context: ProbeContext): Promise<void> {
  const { a, call } = context;
  const as = a.people.owner;
  const { id: caseId } = await writeCase(context, a, as);
  const routes = await publishedRoutes(context);
  const reads = routes.filter(
    (route) => !route.open && (route.method === 'GET' || route.template.endsWith('/query')),
  );
  const paths = reads
    .filter((route) => !route.template.endsWith('/events'))
    .map((route) => ({
      method: route.method,
      path: route.path({ workspaceId: a.workspaceId, caseId, otherwise: caseId }),
      body: route.example,
    }));
  for (const read of [...paths, { method: 'GET', path: casePath(a, caseId) } as const]) {
    const reply = await call({ ...read, as });
    const control = reply.headers.get('cache-control') ?? '';
    prove(/\bno-store\b/.test(control), `${read.method} ${read.path} may be kept by a cache.`);
  }
  const missing = await call({ path: workspacePath(a, `/cases/${crypto.randomUUID()}`), as });
  prove(/\bno-store\b/.test(missing.headers.get('cache-control') ?? ''), 'A refusal may be kept by a cache.');
}

export async function httpsIsDemanded({ call, url }: ProbeContext): Promise<void> {
  prove(url.startsWith('https:'), 'The deployment is served without HTTPS.');
  const value = (await call({ path: '/' })).headers.get('strict-transport-security') ?? '';
  const age = Number(/max-age=(\d+)/.exec(value)?.[1] ?? 0);
  prove(age >= 31_536_000, 'Strict transport security lasts less than a year.');
  prove(/includeSubDomains/i.test(value) && /preload/i.test(value), 'Subdomains or preload are left out.');
}
