import type { Backups } from '#contracts/backups.ts';
import type { Wellness } from '#server/platform/health.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import { judgeBackup, judgeDrill } from './backup.part.ts';
import { type BackupState, listBackups, listDrills, stateIn } from './backup.store.ts';

const DAY_MS = 24 * 3_600_000;
const BACKUPS_SHOWN = 30;
const DRILLS_SHOWN = 10;

/** The last backups and drills of the deployment, which are the same for all its workspaces. */
export function readBackups(caller: WorkspaceCaller): Promise<Backups> {
  return read(caller, 'workspace.secure', async (tx) => {
    const [state, backups, drills] = await Promise.all([
      stateIn(tx),
      listBackups(tx, BACKUPS_SHOWN),
      listDrills(tx, DRILLS_SHOWN),
    ]);
    const now = caller.services.clock.now().getTime();
    const out: Backups = {
      kit: kitOf(state),
      backup: stateOf(judgeBackup(state, now)),
      drill: stateOf(judgeDrill(state, now)),
      ...nextOf(state, now),
      backups,
      drills,
    };
    return { out, disclosed: undefined };
  });
}

function kitOf({ confirmed }: BackupState): Backups['kit'] {
  if (confirmed === null) return 'none';
  return confirmed ? 'confirmed' : 'unconfirmed';
}

function stateOf(found: Wellness): Backups['backup'] {
  if (typeof found === 'string') return { status: found, note: null, at: null };
  const { status, note, at = null } = found;
  return { status, note, at };
}

/** As the hourly round will find it: what is due by now comes within the hour. */
function nextOf(state: BackupState, now: number): Pick<Backups, 'nextBackupAt' | 'nextDrillAt'> {
  if (state.confirmed === null || state.own === false) return { nextBackupAt: null, nextDrillAt: null };
  const after = (at: string | null, days: number) =>
    new Date(Math.max(now, at === null ? now : Date.parse(at) + days * DAY_MS)).toISOString();
  return {
    nextBackupAt: after(state.newest_complete, 1),
    nextDrillAt: after(state.drill_passed === true ? state.drill_at : null, 7),
  };
}
