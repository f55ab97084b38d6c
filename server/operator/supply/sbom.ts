import { licenceOf } from './licences.ts';
import { type LockFile, type Part, partsOf } from './lock-file.ts';

/** A bill of materials of the lock file (CycloneDX 1.6, JSON). The same lock file gives the same bytes. */
export function sbomOf(lock: LockFile): object {
  const { name, version } = lock;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': `${name}@${version}`, name, version } },
    components: partsOf(lock).map(component),
  };
}

function component(part: Part): object {
  const { name, version, integrity, dev } = part;
  const licence = licenceOf(part);
  const [group, plain] = name.startsWith('@') ? name.split('/') : [undefined, name];
  return {
    type: 'library',
    'bom-ref': `${name}@${version}`,
    ...(group !== undefined && { group }),
    name: plain,
    version,
    scope: dev ? 'excluded' : 'required',
    ...(integrity !== undefined && { hashes: [hashOf(integrity)] }),
    ...(licence !== undefined && { licenses: [{ expression: licence.replace(/^\((.*)\)$/, '$1') }] }),
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
  };
}

const ALGORITHMS: Readonly<Record<string, string>> = { sha1: 'SHA-1', sha256: 'SHA-256', sha512: 'SHA-512' };

function hashOf(integrity: string): object {
  const [, algorithm = '', digest = ''] = /^(sha\d+)-([A-Za-z0-9+/=]+)/.exec(integrity) ?? [];
  return { alg: ALGORITHMS[algorithm], content: Buffer.from(digest, 'base64').toString('hex') };
}
