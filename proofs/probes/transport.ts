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
