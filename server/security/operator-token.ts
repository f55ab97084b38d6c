import { statement } from '#server/platform/db/index.ts';
import type { Services } from './services.ts';

const live = statement<[Buffer], { ok: boolean }>('select app.operator_token_live($1) as ok');

/** Whether an operator issued this token and it still counts. Issued by `caseward prove-token`, minutes at most. */
export async function operatorTokenLive(
  { db, system }: Pick<Services, 'db' | 'system'>,
  token: string,
): Promise<boolean> {
  const [row] = await db.run(live, [system().lookup('operator-token', token)]);
  return row?.ok === true;
}
