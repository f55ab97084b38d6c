import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildFiles } from '#server/operator/evidence-pack/build-files.ts';
import { makePack } from '#server/operator/evidence-pack/make-pack.ts';
import { type PackVerdict, verifyPack } from '#server/operator/evidence-pack/verify-pack.ts';
import { withOperator } from '#server/operator/with-operator.ts';
import { filesBesideTheCode } from './beside-the-code.ts';

export const evidencePackHelp = `caseward evidence-pack make [FILE]
caseward evidence-pack verify FILE [--key KEY] [--code] [--json]

  make    gathers and signs what this deployment can show today, for anyone to fetch on its trust page; FILE gets a
          copy. The server does it by itself, every week and after each proof run
  verify  says offline whether a pack is as it was signed, byte for byte: no database, no network, no trust in this
          deployment. Exit code 1 when it is not, 2 when the file cannot be read

  --key   the public key of the deployment's audit log, got elsewhere; without it a forger may have signed with a key
          of their own
  --code  also compares the code this command runs from with the build in the pack
  --json  one JSON object instead of sentences`;

const options = {
  key: { type: 'string' },
  code: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;
const root = join(import.meta.dirname, '../..');
const MOST_BYTES = 64 * 1024 * 1024;

type Print = (line: string) => void;

/** Runs the command. Returns the exit code. */
export async function evidencePackCommand(
  args: string[],
  print: Print = console.log,
  warn: Print = console.error,
): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [verb, file, ...rest] = positionals;
  if (verb === 'make' && rest.length === 0) return make(file, print);
  if (verb !== 'verify' || file === undefined || rest.length > 0) {
    warn(evidencePackHelp);
    return 2;
  }
  const archive = await readFile(file).catch(() => undefined);
  if (archive === undefined || archive.length > MOST_BYTES) {
    warn('The file cannot be read, or is too long to be a pack.');
    return 2;
  }
  const verdict = withCode(await verifyPack(archive, values.key), values.code);
  print(values.json ? asJson(verdict) : asText(verdict, values));
  return verdict.ok ? 0 : 1;
}

async function make(file: string | undefined, print: Print): Promise<number> {
  const files = await filesBesideTheCode();
  const { id, archive } = await withOperator((context) => makePack(context, { root, files }));
  if (file !== undefined) await writeFile(file, archive, { flag: 'wx' });
  print(`Evidence pack ${id}: ${archive.length} bytes, signed; it is on the trust page.`);
  return 0;
}

function withCode(verdict: PackVerdict, asked: boolean): PackVerdict {
  if (!verdict.ok || !asked) return verdict;
  const here = new Set(buildFiles(root).split('\n'));
  const there = (verdict.files.get('build/files.sha256')?.toString('utf8') ?? '').split('\n');
  const [other] = there.filter((line) => !here.delete(line));
  const different = other ?? [...here][0];
  if (different === undefined) return verdict;
  return { ok: false, sentence: `The code here is another: ${different.slice(66)}` };
}

function asJson(verdict: PackVerdict): string {
  if (!verdict.ok) return JSON.stringify(verdict, null, 2);
  const { ok, manifest, key } = verdict;
  return JSON.stringify({ ok, key, ...manifest }, null, 2);
}

function asText(
  verdict: PackVerdict,
  compared: { readonly key?: string | undefined; readonly code: boolean },
): string {
  if (!verdict.ok) return `BROKEN: ${verdict.sentence}`;
  const { deployment, madeAt, build, files } = verdict.manifest;
  const lines = [
    `Holds: the evidence pack of ${deployment}, made ${madeAt}, ${files.length} files as they were signed.`,
    `Build ${build.version}, commit ${build.commit}, digest ${build.digest}.`,
  ];
  if (compared.code) lines.push('The code here is that build, file by file.');
  if (compared.key === undefined)
    lines.push(`Compare the key with one got elsewhere, or give it with --key:\n  ${verdict.key}`);
  return lines.join('\n');
}
