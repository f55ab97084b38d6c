import { readBuild } from '../../platform/build.ts';
import { StartError } from '../../platform/start-error.ts';
import { sealRootKeys } from '../../security/crypto/index.ts';
import { keepBackup, keepReport, newestKit, noteRemoved } from './backup-rows.ts';
import { keepErasures } from './kept-erasures.ts';
import { type Pruned, prune } from './prune.ts';
import { type TakenBackup, takeBackup } from './take-backup.ts';
import type { BackupContext } from './with-backups.ts';

export interface MadeBackup extends TakenBackup {
  readonly pruned: Pruned;
}

/**
 * Takes a backup, remembers it, and clears the archive of what is over. A failure is remembered too, for the health page.
 * @throws StartError without a recovery kit: a backup that nobody can open is none.
 */
export async function makeBackup(context: BackupContext, now = () => new Date()): Promise<MadeBackup> {
  const { db, config, signer } = context;
  const startedAt = now();
  const means = await meansOf(context, now);
  try {
    const { archive } = means;
    const taken = await takeBackup(means);
    await keepBackup(db, taken);
    await keepErasures({ db, archive, signer }, now());
    const pruned = await prune(archive, {
      days: config.backups.days,
      now: now(),
      signer: signer.publicKey,
    });
    await noteRemoved(db, pruned.removed);
    return { ...taken, pruned };
  } catch (error) {
    const failure = error instanceof Error ? error.message : 'for an unknown reason';
    const id = `failed-${startedAt.toISOString()}`;
    await keepReport(db, { id, own: true, takenAt: startedAt, place: 'none', failure }).catch(
      () => undefined,
    );
    throw error;
  }
}

async function meansOf(context: BackupContext, now: () => Date) {
  const { db, config, signer, blobs, operatorUrl } = context;
  const kit = await newestKit(db);
  if (kit === undefined)
    throw new StartError(
      'There is no recovery kit yet, so nobody could open a backup; run: npx caseward recovery-kit',
    );
  const { rootKey } = config;
  const { version, commit } = readBuild();
  return {
    operatorUrl,
    archive: await context.archive(),
    blobs,
    publicKey: kit.publicKey,
    signer,
    sealRootKeys:
      rootKey.kind === 'file'
        ? (label: string) => sealRootKeys(rootKey.path, kit.publicKey, label)
        : undefined,
    deployment: new URL(config.publicUrl).host,
    build: `${version} ${commit.slice(0, 12)}`,
    now,
  };
}
