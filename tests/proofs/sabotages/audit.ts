import type { SabotageName } from '#proofs/sabotage-names.ts';
import { editFunction } from '../edit-function.ts';
import type { PassingReply, PassingRequest, Sabotage } from '../sabotage.ts';

export const auditSabotages = {
  'reads-unlogged': {
    prepare: editFunction('app.audit_reads', [
      'fields, ip, request_id, detail)\n$function$',
      'fields, ip, request_id, detail) where false\n$function$',
    ]),
  },
  'sign-ins-unlogged': {
    prepare: editFunction(
      'app.audit_identity',
      ["m.state <> 'removed'", 'false'],
      ['if not found', 'if false'],
    ),
  },
  'values-in-the-log': { rewrite: () => ({ reply: addTitles() }) },
} as const satisfies Partial<Record<SabotageName, Sabotage>>;

/** A door that writes into the log it shows what titles it saw. */
function addTitles(): (reply: PassingReply, request: PassingRequest) => void {
  const titles = new Set<string>();
  return (reply, request) => {
    const title = /"title":"([^"]*)"/.exec(request.body.toString())?.[1];
    if (title !== undefined) titles.add(title);
    if (!request.path.endsWith('/audit/query')) return;
    const told = [...titles].slice(-5).map((text) => `${JSON.stringify(text)},`);
    reply.body = Buffer.from(
      reply.body.toString().replace(/"fields":\[(?=")/g, `"fields":[${told.join('')}`),
    );
  };
}
