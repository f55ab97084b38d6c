import { readFile, writeFile } from 'node:fs/promises';
import { eraseAnew } from './backup/conclude-restore.ts';
import { readErasure, writeErasure } from './backup/kept-erasures.ts';
import { withBackups } from './backup/with-backups.ts';
import { counted } from './counted.ts';
import { listErasures } from './replay-erasures.ts';

export const erasuresHelp = `caseward erasures save FILE
caseward erasures replay FILE

  Where another tool makes the backups: \`save\` writes the list of what was erased, to be kept beside them and newer than
  any; \`replay\` erases all of it again in a database that was restored, before the server starts. \`caseward restore\`
  does both by itself.`;

type Print = (line: string) => void;

/** \`caseward erasures\`. Returns the exit code: 1 where a line was not signed by this deployment. */
export async function erasuresCommand(
  [verb, file, ...rest]: string[],
  print: Print = console.log,
  warn: Print = console.error,
): Promise<number> {
  if (file !== undefined && rest.length === 0 && verb === 'save') return save(file, print);
  if (file !== undefined && rest.length === 0 && verb === 'replay') return replay(file, print);
  warn(erasuresHelp);
  return 2;
}

function save(file: string, print: Print): Promise<number> {
  return withBackups(async ({ db, signer }) => {
    const erasures = await listErasures(db);
    await writeFile(file, erasures.map((erasure) => writeErasure(erasure, signer)).join(''), { mode: 0o600 });
    print(`${file} holds ${counted(erasures.length, 'erasure')}.`);
    return 0;
  });
}

function replay(file: string, print: Print): Promise<number> {
  return withBackups(async ({ db, signer, blobs, config }) => {
    const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
    const read = lines.map((line) => readErasure(line, signer.publicKey));
    const erasures = read.filter((erasure) => erasure !== undefined);
    print(await eraseAnew({ db, blobs, config }, erasures));
    const strange = read.length - erasures.length;
    if (strange > 0) print(`${strange} lines were NOT signed by this deployment, and passed over.`);
    return strange > 0 ? 1 : 0;
  });
}
