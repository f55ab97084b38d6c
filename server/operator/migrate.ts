import { inTransaction, type OperatorClient, withClient } from '../platform/db/operator-client.ts';
import { StartError } from '../platform/start-error.ts';
import { defaultMigrations, type Migration, readMigrations } from './migration-files.ts';

/** What the database remembers of one applied file. */
type Applied = {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
  readonly breaking: boolean;
};

const LOCK = `hashtextextended('caseward migrations', 0)`;

/**
 * Brings the schema forward, each file in its own transaction; whoever else migrates waits. `through` is the number of
 * the last file, where a backup of then is to be restored.
 * @returns the names of the files applied now.
 * @throws StartError when the schema is newer in a breaking way, or an applied file was changed.
 */
export async function migrate(
  ownerUrl: string,
  folder = defaultMigrations,
  through = Number.POSITIVE_INFINITY,
): Promise<readonly string[]> {
  const migrations = (await readMigrations(folder)).filter(({ number }) => number <= through);
  return withClient(ownerUrl, async (owner) => {
    await owner.query(`select pg_advisory_lock(${LOCK})`);
    await ensureLedger(owner);
    const due = pending(migrations, await readApplied(owner));
    for (const migration of due) await apply(owner, migration);
    return due.map(({ name }) => name);
  });
}

/**
 * Looks without changing anything, as any role.
 * @returns the names of the files that still have to be applied.
 * @throws StartError as `migrate` does.
 */
export async function pendingMigrations(url: string, folder = defaultMigrations): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  return withClient(url, async (client) => {
    const found = await client.query(`select to_regclass('public.caseward_migrations') as ledger`);
    const applied = found.rows[0].ledger === null ? [] : await readApplied(client);
    return pending(migrations, applied).map(({ name }) => name);
  });
}

async function ensureLedger(owner: OperatorClient): Promise<void> {
  await owner.query(`
    create table if not exists public.caseward_migrations (
      number integer primary key,
      name text not null,
      sha256 text not null,
      breaking boolean not null,
      applied_at timestamptz not null default now()
    );
    grant select on public.caseward_migrations to caseward_app, caseward_sealer, caseward_operator;
  `);
}

async function readApplied(client: OperatorClient): Promise<Applied[]> {
  const result = await client.query<Applied>(
    'select number, name, sha256, breaking from public.caseward_migrations order by number',
  );
  return result.rows;
}

/** Pure: which files are due on a schema that has seen `applied`. */
export function pending(migrations: readonly Migration[], applied: readonly Applied[]): readonly Migration[] {
  const known = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const past of applied) {
    const file = known.get(past.number);
    if (file === undefined) refuseIfBreaking(past);
    else if (file.sha256 !== past.sha256) throw changed(past);
  }
  const seen = new Set(applied.map(({ number }) => number));
  const due = migrations.filter(({ number }) => !seen.has(number));
  const newest = Math.max(0, ...seen);
  const late = due.find(({ number }) => number < newest);
  if (late)
    throw new StartError(`The migration ${late.name} comes too late: number ${newest} is already applied.`);
  return due;
}

function refuseIfBreaking(past: Applied): void {
  if (!past.breaking) return;
  throw new StartError(
    `The database was made by a newer Caseward (${past.name} is unknown here); install that version or a later one.`,
  );
}

function changed(past: Applied): StartError {
  return new StartError(
    `The migration ${past.name} was changed after it was applied; restore the file, and put the change into a new one.`,
  );
}

async function apply(owner: OperatorClient, migration: Migration): Promise<void> {
  const { number, name, sha256, breaking } = migration;
  try {
    await inTransaction(owner, async () => {
      await owner.query(migration.sql);
      await owner.query(
        'insert into public.caseward_migrations (number, name, sha256, breaking) values ($1, $2, $3, $4)',
        [number, name, sha256, breaking],
      );
    });
  } catch (error) {
    throw new StartError(`The migration ${name} failed and was undone: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'for an unknown reason';
}
