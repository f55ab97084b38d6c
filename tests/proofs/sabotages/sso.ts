import type { SabotageName } from '#proofs/sabotage-names.ts';
import { asOwner, editFunction } from '../edit-function.ts';
import type { PassingReply, PassingRequest, Sabotage } from '../sabotage.ts';

export const ssoSabotages = {
  'provider-values-differ': { rewrite: () => ({ reply: otherAddress }) },
  'untested-providers-count': {
    prepare: asOwner('alter table app.sso_connections alter column tested_version set default 1'),
  },
  'enforcement-forgotten': {
    prepare: editFunction('app.enter', [
      's.sso_enforced and s.sso_workspace_id is distinct from p_workspace',
      'false',
    ]),
  },
} as const satisfies Partial<Record<SabotageName, Sabotage>>;

/** Metadata that send the provider's answers elsewhere than the screen says. */
function otherAddress(reply: PassingReply, { path }: PassingRequest): void {
  if (!/\/sso\/[0-9a-f-]{36}\/metadata$/.test(path)) return;
  reply.body = Buffer.from(String(reply.body).replaceAll('/answers"', '/elsewhere"'));
}
