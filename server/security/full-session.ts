import { statement } from '#server/platform/db/index.ts';
import type { Services } from './services.ts';
import { refusing } from './tenancy/index.ts';

const require = statement<[string], unknown>('select app.require_full_session($1)');

/**
 * Asks the database, on this very request, whether the whole sign-in is behind this session.
 * @throws AppError unauthenticated, second_factor_required.
 */
export async function assertFullSession({ db }: Pick<Services, 'db'>, sessionId: string): Promise<void> {
  await refusing(() => db.run(require, [sessionId]));
}
