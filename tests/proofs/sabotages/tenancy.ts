import type { SabotageName } from '#proofs/sabotage-names.ts';
import { editFunction } from '../edit-function.ts';
import type { PassingReply, PassingRequest, Sabotage } from '../sabotage.ts';

export const tenancySabotages = {
  'strangers-enter': {
    prepare: editFunction('app.enter', ['m.user_id = t.user_id and ', "m.role = 'owner' and "]),
  },
  'workspaces-mixed': { rewrite: () => ({ request: answerForTheFirstWorkspace() }) },
  'a-miss-tells': { rewrite: () => ({ reply: tellOfKnownIds() }) },
} as const satisfies Partial<Record<SabotageName, Sabotage>>;

const workspace = /^\/api\/v1\/workspaces\/([0-9a-f-]{36})/;

/** A door that reads every request as one of the first person who came, in their workspace. */
function answerForTheFirstWorkspace(): (request: PassingRequest) => void {
  let first: { path: string; headers: Record<string, string | string[]> } | undefined;
  return (request) => {
    const [path] = workspace.exec(request.path) ?? [];
    if (path === undefined) return;
    const { cookie = '', 'x-caseward-csrf': csrf = '' } = request.headers;
    first ??= { path, headers: { cookie, 'x-caseward-csrf': csrf } };
    request.path = request.path.replace(workspace, first.path);
    Object.assign(request.headers, first.headers);
  };
}

/** A door that knows which records exist, and words its refusals accordingly. */
function tellOfKnownIds(): (reply: PassingReply, request: PassingRequest) => void {
  const known = new Set<string>();
  return (reply, request) => {
    if (reply.status === 201) known.add(/"id":"([0-9a-f-]{36})"/.exec(reply.body.toString())?.[1] ?? '');
    const id = /\/cases\/([0-9a-f-]{36})/.exec(request.path)?.[1];
    if (reply.status !== 404 || id === undefined || !known.has(id)) return;
    reply.body = Buffer.from(JSON.stringify({ code: 'not_found', message: 'You may not see this.' }));
  };
}
