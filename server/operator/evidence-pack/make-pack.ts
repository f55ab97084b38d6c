import { proofRunStore, publishedClaims } from '../../features/trust/index.ts';
import { readBuild } from '../../platform/build.ts';
import { newId, sha256, sha256Hex } from '../../security/crypto/index.ts';
import { signHere } from '../sign-record.ts';
import { readLockFile } from '../supply/lock-file.ts';
import { sbomOf } from '../supply/sbom.ts';
import type { OperatorContext } from '../with-operator.ts';
import { buildFiles } from './build-files.ts';
import type { PackFile } from './pack-archive.ts';
import { README } from './pack-readme.ts';
import { packRecordsStore } from './pack-records.store.ts';
import { jsonFile, sealPack, textFile } from './seal-pack.ts';

/** What lies beside the code rather than in the database: the promises, and results of the test suite. */
export interface BesideTheCode {
  readonly root: string;
  readonly files: readonly PackFile[];
}

export interface MadePack {
  readonly id: string;
  readonly archive: Buffer;
}

/** Gathers and signs a pack of what this deployment can show today (claim FTS-24), and keeps it for anyone to fetch. */
export async function makePack(
  context: Pick<OperatorContext, 'db' | 'system' | 'publicUrl'>,
  { root, files }: BesideTheCode,
  now = new Date(),
): Promise<MadePack> {
  const { version, commit } = readBuild();
  const built = buildFiles(root);
  const build = { version, commit, digest: sha256Hex(built) };
  const about = { id: newId(), madeAt: now.toISOString(), deployment: context.publicUrl, build };
  const all = [
    textFile('README.txt', README),
    ...(await recordFiles(context, now)),
    ...files,
    textFile('build/files.sha256', built),
    jsonFile('build/sbom.cdx.json', sbomOf(readLockFile(root))),
  ];
  const archive = await sealPack(about, all, (stamp) => signHere(context, stamp));
  await packRecordsStore(context.db).keep(about.id, commit, sha256(archive), archive);
  return { id: about.id, archive };
}

async function recordFiles({ db }: Pick<OperatorContext, 'db'>, now: Date): Promise<PackFile[]> {
  const store = packRecordsStore(db);
  const checkpoint = await store.checkpoint();
  return [
    jsonFile('claims/published.json', await publishedClaims(proofRunStore(db), now)),
    jsonFile('records/drills.json', await store.drills()),
    jsonFile('records/backups.json', await store.backups()),
    jsonFile('records/access-reviews.json', await store.accessReviews()),
    jsonFile('records/standing-attacks.json', await store.attacks()),
    jsonFile('records/dns-reviews.json', await store.dnsReviews()),
    textFile('audit/keys.txt', `${(await store.keys()).join('\n')}\n`),
    ...(checkpoint === undefined ? [] : [textFile('audit/checkpoint.txt', checkpoint)]),
  ];
}
