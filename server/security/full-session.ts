import { runIn, type Statement, statement } from '#server/platform/db/index.ts';
import type { Services } from './services.ts';
import { refusing, type TenantTx } from './tenancy/index.ts';

type Require = Statement<[string], unknown>;

const requireFull: Require = statement('select app.require_full_session($1)');
const requireRecent: Require = statement('select app.require_recent_factor($1)');

/**
 * Asks the database, on this very request, whether the whole sign-in is behind this session.
 * @throws AppError unauthenticated, second_factor_required, password_change_required.
 */
export function assertFullSession(services: Pick<Services, 'db'>, sessionId: string): Promise<void> {
  return asked(services, requireFull, sessionId);
}

/**
 * The same, and that a factor was given in it within the last ten minutes (ASVS 7.5.3).
 * @throws AppError step_up_required besides.
 */
export function assertRecentFactor(services: Pick<Services, 'db'>, sessionId: string): Promise<void> {
  return asked(services, requireRecent, sessionId);
}

/** The same once a workspace was entered, for a command that asks for it only sometimes. */
export async function assertRecentFactorIn(tx: TenantTx, sessionId: string): Promise<void> {
  await refusing(() => runIn(tx, requireRecent, [sessionId]));
}

async function asked({ db }: Pick<Services, 'db'>, question: Require, sessionId: string): Promise<void> {
  await refusing(() => db.run(question, [sessionId]));
}
