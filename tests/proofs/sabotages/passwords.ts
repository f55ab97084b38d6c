import type { SabotageName } from '#proofs/sabotage-names.ts';
import { emailDigest, identityStore, type Profile, profileContext } from '#server/features/identity/index.ts';
import { hashPassword } from '#server/features/passwords/index.ts';
import { statement } from '#server/platform/db/index.ts';
import { newId } from '#server/security/crypto/index.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { asOwner, editFunction } from '../edit-function.ts';
import type { PassingRequest, Sabotage } from '../sabotage.ts';

const putPassword = statement<[string, string], never>('select app.put_password($1, $2, false, false)');

export const passwordSabotages = {
  'weak-passwords-pass': { rewrite: () => ({ request: strengthen }) },
  'old-sessions-stay': {
    prepare: editFunction('app.ended_by', [
      `('password-changed', false, true, true, true)`,
      `('password-changed', false, false, false, true)`,
    ]),
  },
  'reset-links-last': {
    async prepare(database: TestDatabase) {
      for (const name of ['app.redeem_password_reset', 'app.end_credentials'])
        await editFunction(name, ['set used_at = now()', 'set used_at = null'])(database);
    },
  },
  'well-known-account': {
    prepare: asOwner('grant execute on function app.put_password to caseward_app'),
    async rewire({ services }) {
      const [id, email] = [newId(), 'admin@example.org'];
      const system = services.system();
      const profile = system.seal<Profile>(profileContext(id), { email, name: 'Admin' });
      await identityStore(services.db).createUser(id, emailDigest(system, email), profile);
      await services.db.run(putPassword, [id, await hashPassword(system, id, 'Caseward-admin-1!')]);
    },
  },
} as const satisfies Partial<Record<SabotageName, Sabotage>>;

/** A door that hears a password with all it should have. */
function strengthen(request: PassingRequest): void {
  if (request.path !== '/api/v1/account/password' || request.method !== 'PUT') return;
  request.body = Buffer.from(JSON.stringify({ password: 'Vx7!weak-one-made-strong' }));
}
