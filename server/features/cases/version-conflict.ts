import type { ActivityKind } from '#contracts/activity.ts';
import type { CaseConflict } from '#contracts/cases.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import { listActivities } from './activity.store.ts';
import { getCase } from './case.reads.ts';
import type { CaseRecord } from './case-record.ts';

/** Someone else's change came first; the reply is made where the transaction is over. */
class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
}

/** @throws AppError precondition_required when the writer names no version. */
export function assertVersion({ version }: Pick<CaseRecord, 'version'>, expected: number | undefined): void {
  if (expected === undefined) throw new AppError('precondition_required');
  if (version !== expected) throw new VersionConflict();
}

/**
 * Runs a change of a case that names the version it was made from.
 * @throws AppError precondition_failed with the case as it is now and the fields others changed since.
 */
export async function refusingLostUpdates<T>(
  caller: WorkspaceCaller,
  caseId: string,
  expected: number | undefined,
  change: () => Promise<T>,
): Promise<T> {
  try {
    return await change();
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
    const details: CaseConflict = {
      current: await getCase(caller, caseId),
      changed: await changedSince(caller, caseId, expected ?? 0),
    };
    throw new AppError('precondition_failed', { details: { ...details } });
  }
}

const LOOK_BACK = 50;

/** The names of the fields that changed after a version, as far as the last entries of the timeline tell. */
async function changedSince(caller: WorkspaceCaller, caseId: string, version: number): Promise<string[]> {
  return read(caller, 'case.read', async (tx, { scope }) => {
    const latest = await listActivities(tx, scope, caseId, null, LOOK_BACK);
    const since = latest.filter((entry) => entry.version !== null && entry.version > version);
    const fields = since.flatMap((entry) => [...entry.fields, ...(FIELDS_OF[entry.kind] ?? [])]);
    return { out: [...new Set(fields)], disclosed: undefined };
  });
}

const FIELDS_OF: Readonly<Partial<Record<ActivityKind, readonly string[]>>> = {
  moved: ['state'],
  'owner-changed': ['owner'],
  'staff-changed': ['staff'],
  restricted: ['restricted'],
  'restriction-lifted': ['restricted'],
  'round-opened': ['state'],
  'round-closed': ['state'],
};
