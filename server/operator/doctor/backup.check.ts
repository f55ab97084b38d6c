import type { Config, DatabaseUrls } from '../../config.ts';
import { withClient } from '../../platform/db/operator-client.ts';
import { type Finding, ill, note, well } from './finding.ts';

interface State {
  readonly newest_complete: Date | null;
  readonly own: boolean | null;
  readonly confirmed: boolean | null;
  readonly drill_at: Date | null;
  readonly drill_passed: boolean | null;
}

const HOUR_MS = 3_600_000;
const STALE_HOURS = 26;

/** Whether there is a kit on paper, a backup young enough, and a drill that passed. */
export async function checkBackups(
  { backups, production }: Config,
  urls: Pick<DatabaseUrls, 'app' | 'operator'>,
): Promise<Finding[]> {
  const state = await withClient(
    urls.app,
    async (client) => (await client.query<State>('select * from app.backup_state()')).rows[0],
  );
  if (state === undefined) return [];
  const amiss = production ? ill : note;
  const own = backups.archive !== undefined;
  return [
    ...(own ? [checkKit(state, amiss)] : []),
    checkAge(state, amiss),
    ...(own ? [checkDrill(state, await lastFailure(urls.operator), amiss)] : []),
  ];
}

/** Why the last drill failed; null where it did not, or where nobody here may read it. */
async function lastFailure(url: string | undefined): Promise<string | null> {
  if (url === undefined) return null;
  const last = 'select failure from app.drills order by started_at desc limit 1';
  return withClient(url, async (client) => (await client.query(last)).rows[0]?.failure ?? null);
}

type Amiss = typeof ill;

function checkKit({ confirmed }: State, amiss: Amiss): Finding {
  if (confirmed === null)
    return amiss('Recovery kit', 'There is none, so no backup is made; run: npx caseward recovery-kit');
  return confirmed
    ? well('Recovery kit', 'was confirmed to be on paper.')
    : amiss('Recovery kit', 'was not confirmed; print it and run: npx caseward recovery-kit confirm WORD');
}

function checkAge({ newest_complete: at }: State, amiss: Amiss): Finding {
  if (at === null) return amiss('Backup', 'There is none yet; run: npx caseward backup');
  const hours = Math.floor((Date.now() - at.getTime()) / HOUR_MS);
  const sentence = `The newest is of ${at.toISOString()}, ${hours} hours ago`;
  return hours < STALE_HOURS
    ? well('Backup', `${sentence}.`)
    : amiss('Backup', `${sentence}; run: npx caseward backup`);
}

function checkDrill(
  { drill_at: at, drill_passed: passed }: State,
  failure: string | null,
  amiss: Amiss,
): Finding {
  if (at === null) return amiss('Drill', 'No restore was rehearsed yet; run: npx caseward drill');
  const sentence = `The last one ${passed === true ? 'passed' : 'FAILED'}, on ${at.toISOString()}`;
  if (passed === true) return well('Drill', `${sentence}.`);
  const why = failure === null ? '' : `: ${failure.replace(/\.$/, '')}`;
  return amiss('Drill', `${sentence}${why}; run: npx caseward drill`);
}
