import type { SabotageName } from '#proofs/sabotage-names.ts';
import { statement } from '#server/platform/db/index.ts';
import { asOwner, editFunction } from '../edit-function.ts';
import type { Sabotage } from '../sabotage.ts';

export const signInSabotages = {
  'any-code-fits': {
    prepare: editFunction('app.try_sign_in_code', ['return c.code_digest = p_code_digest', 'return true']),
  },
  'codes-fit-twice': {
    prepare: editFunction('app.try_sign_in_code', [
      'consumed_at = case when t.code_digest = p_code_digest then now() end',
      'consumed_at = null',
    ]),
  },
  'failed-tries-uncounted': {
    prepare: editFunction('app.take_sign_in_try', ['return false;', 'return true;']),
  },
  'well-known-operator-token': {
    prepare: asOwner(`create policy twin on app.operator_tokens for insert to caseward_app with check (true);
      grant insert on app.operator_tokens to caseward_app`),
    rewire: async ({ services }) => {
      const digest = services.system().lookup('operator-token', 'caseward-operator-token');
      await services.db.run(insertToken, [digest]);
    },
  },
} as const satisfies Partial<Record<SabotageName, Sabotage>>;

const insertToken = statement<
  [Buffer],
  never
>(`insert into app.operator_tokens (token_digest, purpose, expires_at)
  values ($1, 'prove', now() + interval '1 hour')`);
