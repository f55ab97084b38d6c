import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { makeKit, newWord, rootKeySealer, wordDigest } from '../../features/recovery-kit/index.ts';
import { confirmKit, keepKit } from './backup-rows.ts';
import { type BackupContext, withBackups } from './with-backups.ts';

export const recoveryKitHelp = `caseward recovery-kit [--out FILE]
caseward recovery-kit confirm WORD

  Makes the page that restores everything, once: nothing of it stays on the server. Backups made from now on open
  with this page alone; keep an older one as long as there are backups of its time.

  --out    where to, made with mode 0600 and never replacing a file; print it and remove the file. The terminal by default
  confirm  the check word printed on it, to say that it was printed`;

const options = { out: { type: 'string' } } as const;

/** \`caseward recovery-kit\`. Returns the exit code. */
export async function recoveryKitCommand(
  args: string[],
  print: (line: string) => void = console.log,
  warn: (line: string) => void = console.error,
): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [verb, word] = positionals;
  if (verb === 'confirm' && word !== undefined)
    return withBackups((context) => confirmed(context, word, print, warn));
  if (verb !== undefined) {
    warn(recoveryKitHelp);
    return 2;
  }
  const page = await withBackups(newRecoveryKit);
  if (values.out === undefined) print(page);
  else await writeFile(values.out, page, { mode: 0o600, flag: 'wx' });
  print('Print it, then say so with the check word on it: npx caseward recovery-kit confirm WORD');
  return 0;
}

/** A new kit: its page, of which the database keeps the public key and a digest of the check word. */
export async function newRecoveryKit({
  db,
  system,
  signer,
  config,
}: Pick<BackupContext, 'db' | 'system' | 'signer' | 'config'>): Promise<string> {
  const word = newWord();
  const { printed, publicKey } = await makeKit({
    deployment: new URL(config.publicUrl).host,
    madeAt: new Date(),
    word,
    signer: signer.publicKey,
    sealRootKeys: rootKeySealer(config),
  });
  await keepKit(db, publicKey, wordDigest(system, word));
  return printed.page;
}

async function confirmed(
  { db, system }: BackupContext,
  word: string,
  print: (line: string) => void,
  warn: (line: string) => void,
): Promise<number> {
  if (await confirmKit(db, wordDigest(system, word))) {
    print('Confirmed: the recovery kit is on paper.');
    return 0;
  }
  warn('This is not the check word of the newest recovery kit.');
  return 1;
}
