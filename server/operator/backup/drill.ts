import { Readable } from 'node:stream';
import type { Config } from '../../config.ts';
import type { Archive } from '../../platform/archive/index.ts';
import { openDatabase } from '../../platform/db/index.ts';
import { StartError } from '../../platform/start-error.ts';
import { counted } from '../counted.ts';
import type { Urls } from '../provision.ts';
import { readKeptFiles } from './kept-files.ts';
import { filePath, type Manifest, pathsOf } from './manifest.ts';
import { restoreDatabase, verified } from './restore.ts';
import type { TakenBackup } from './take-backup.ts';
import { verifyRestored } from './verify-restored.ts';

export interface DrillReport {
  readonly startedAt: Date;
  readonly outcome: 'passed' | 'failed';
  /** The number of the last migration, after the schema was brought forward. */
  readonly migration: number;
  readonly rows: number;
  readonly auditEntries: number;
  /** Sealed values opened with the root key. */
  readonly records: number;
  /** Files of the archive that were opened, or whose digest was compared. */
  readonly files: number;
  readonly failure?: string;
}

export interface DrillMeans {
  readonly archive: Archive;
  readonly config: Pick<Config, 'rootKey'>;
  /** The migrations to bring the restored database forward by; those of this version by default. */
  readonly folder?: string;
  readonly withScratch: <T>(work: (urls: Urls) => Promise<T>) => Promise<T>;
}

const FILES_LOOKED_AT = 20;

/** Restores a backup that this process has just stored into scratch, and tries what a restored deployment has to do. */
export async function drill(taken: TakenBackup, means: DrillMeans): Promise<DrillReport> {
  const startedAt = new Date();
  const nothing = { migration: taken.manifest.migrations.at(-1)?.number ?? 0, rows: 0, auditEntries: 0 };
  try {
    return { startedAt, ...(await rehearse(taken, means)) };
  } catch (error) {
    const failure = error instanceof Error ? error.message : 'for an unknown reason';
    return { startedAt, outcome: 'failed', ...nothing, records: 0, files: 0, failure };
  }
}

async function rehearse(taken: TakenBackup, { archive, config, folder, withScratch }: DrillMeans) {
  const { manifest } = taken;
  const files = await tryFiles(archive, taken);
  return withScratch(async (urls) => {
    const from = { archive, manifest, ...(folder !== undefined && { folder }) };
    const { rows, migratedTo } = await restoreDatabase(urls.owner, from, taken.reopenDatabase());
    if (rows !== taken.counts.total)
      throw new StartError(`${taken.counts.total} rows were dumped, and ${rows} came back.`);
    const db = openDatabase({ url: urls.operator, max: 1, prepared: false });
    try {
      const { well, auditEntries, opened, sentences } = await verifyRestored({ db, config });
      if (!well) throw new StartError(sentences.join(' '));
      return {
        outcome: 'passed' as const,
        migration: migratedTo,
        rows,
        auditEntries,
        records: opened,
        files,
      };
    } finally {
      await db.close();
    }
  });
}

/** Opens what this process sealed, and compares the digest of some of what earlier ones did. */
async function tryFiles(archive: Archive, { manifest, reopenFiles }: TakenBackup): Promise<number> {
  const list = await readKeptFiles(await archive.get(pathsOf(manifest.id).files), manifest.files);
  const chosen = sampleOf([...list.keys()]);
  for (const file of chosen) {
    const expected = list.get(file);
    if (expected === undefined) continue;
    const name = filePath(manifest.key, file);
    const sealed = verified(await archive.get(name), expected, name);
    const reopen = reopenFiles.get(file);
    await drained(
      reopen === undefined ? sealed : Readable.from(sealed, { objectMode: false }).compose(reopen()),
    );
  }
  return chosen.length;
}

/** Spread over the list by chance, so that each week looks at others. */
function sampleOf(files: string[]): string[] {
  const step = Math.max(1, Math.floor(files.length / FILES_LOOKED_AT));
  const start = Math.floor(Math.random() * step);
  return files.filter((_, index) => index % step === start).slice(0, FILES_LOOKED_AT);
}

async function drained(stream: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of stream);
}

export function drillLines(
  { outcome, failure, ...report }: DrillReport,
  manifest: Manifest,
  finishedAt: Date,
): string[] {
  const seconds = (finishedAt.getTime() - report.startedAt.getTime()) / 1_000;
  const time = seconds < 120 ? `${seconds.toFixed(1)} s` : `${(seconds / 60).toFixed(1)} minutes`;
  if (outcome === 'failed') return [`The drill on ${manifest.id} FAILED after ${time}: ${failure}`];
  return [
    `The drill on ${manifest.id} passed in ${time}: ${counted(report.rows, 'row')} restored and brought forward to migration ${report.migration},`,
    `${counted(report.auditEntries, 'audit entry', 'audit entries')} verified, ${counted(report.records, 'sealed value')} opened, ${counted(report.files, 'file')} tried.`,
  ];
}
