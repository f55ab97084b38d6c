import { randomToken } from '#server/security/crypto/index.ts';
import { withClient } from './admin.ts';
import type { TestWorld } from './world.ts';

/** A token as `caseward prove-token` issues it. */
export async function operatorToken({ test }: Pick<TestWorld, 'test'>): Promise<string> {
  const token = randomToken(32);
  const digest = test.app.services.system().lookup('operator-token', token);
  await withClient(test.database.operatorUrl, async (operator) => {
    const save = `insert into app.operator_tokens (token_digest, purpose, expires_at)
      values ($1, 'prove', now() + interval '1 hour')`;
    await operator.query(save, [digest]);
  });
  return token;
}
