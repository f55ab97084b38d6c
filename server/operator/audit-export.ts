import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { loadConfig, processEnv } from '../config.ts';
import { openDatabase } from '../platform/db/index.ts';
import { StartError } from '../platform/start-error.ts';
import { exportLog } from '../security/audit/export.ts';
import { withDatabases } from './databases.ts';

export const auditExportHelp = `caseward audit export [--out FILE] [--workspace ID]

  Writes the sealed audit log as lines of JSON, for \`caseward audit verify\` and for other tools.

  --out        where to, made with mode 0600 and never replacing a file; standard output by default
  --workspace  only the entries of this workspace; the others are there as digests`;

const options = { out: { type: 'string' }, workspace: { type: 'string' } } as const;

/** Exports the audit log. Returns the exit code; throws StartError when there is no way to the database. */
export async function auditExportCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options });
  await withDatabases(loadConfig(processEnv()), async ({ operator }) => {
    if (operator === undefined) throw new StartError('This command needs DATABASE_OPERATOR_URL.');
    await writeExport(operator, values);
  });
  return 0;
}

/** Writes the log, as the operator's database role, to a new file or to standard output. */
export async function writeExport(
  operatorUrl: string,
  { out, workspace }: { out?: string | undefined; workspace?: string | undefined },
): Promise<void> {
  const file = out === undefined ? undefined : await newFile(out);
  const db = openDatabase({ url: operatorUrl, max: 2, prepared: false });
  try {
    const target = file?.createWriteStream() ?? process.stdout;
    await pipeline(ended(exportLog(db, workspace)), target, { end: file !== undefined });
  } finally {
    await db.close();
  }
}

/** @throws StartError where there is one already, or none can be made. */
async function newFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EEXIST') throw new StartError(`${path} is there already, and is not replaced.`);
    throw new StartError(`${path} cannot be made (${code}).`);
  }
}

async function* ended(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}
