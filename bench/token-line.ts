import type { Request } from 'autocannon';
import type { Line } from './lines.ts';
import type { MeasuredServer } from './measured-server.ts';
import type { BenchWorkspace, Person } from './world.ts';

const WORKSPACES = 8;
const CASES = 40;

/** One case read by an API token that was verified before, beside the same read by its maker's session. */
export async function makeTokenLine(
  server: MeasuredServer,
  workspaces: readonly BenchWorkspace[],
): Promise<Line> {
  const bySession: Request[][] = [];
  const byToken: Request[][] = [];
  for (const workspace of workspaces.slice(0, WORKSPACES)) {
    const [owner] = workspace.people;
    if (owner === undefined) throw new Error('there is nobody to make a token');
    const secret = await makeToken(server, workspace, owner);
    bySession.push(readsOf(workspace, { cookie: owner.cookie, 'x-caseward-csrf': owner.csrf }));
    byToken.push(readsOf(workspace, { authorization: `Bearer ${secret}` }));
  }
  return {
    name: 'get by token',
    by: 'rate',
    sides: [
      { name: 'by session', server: 'product', requests: bySession.flat() },
      { name: 'by token', server: 'product', requests: byToken.flat() },
    ],
  };
}

function readsOf({ id, caseIds }: BenchWorkspace, headers: Record<string, string>): Request[] {
  return caseIds
    .slice(0, CASES)
    .map((caseId) => ({ method: 'GET', path: `/api/v1/workspaces/${id}/cases/${caseId}`, headers }));
}

async function makeToken(server: MeasuredServer, { id }: BenchWorkspace, owner: Person): Promise<string> {
  const reply = await fetch(`${server.url}/api/v1/workspaces/${id}/api-tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: owner.cookie, 'x-caseward-csrf': owner.csrf },
    body: JSON.stringify({ name: 'Bench', role: 'manager', scopes: ['cases:read'], expiresInDays: 1 }),
  });
  if (!reply.ok) throw new Error(`a token was refused with ${reply.status}`);
  const { secret }: { secret: string } = await reply.json();
  return secret;
}
