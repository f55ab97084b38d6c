import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Build } from '#contracts/trust.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The running build: the version of the package and, in a checkout, its commit. */
export function readBuild(): Build {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return { version, commit: commit() };
}

function commit(): string {
  const head = read('.git/HEAD');
  const ref = head.startsWith('ref: ') ? head.slice(5) : undefined;
  const found = ref === undefined ? head : read(`.git/${ref}`) || packed(ref);
  return /^[0-9a-f]{40}$/.test(found) ? found : 'unknown';
}

function packed(ref: string): string {
  const line = read('.git/packed-refs')
    .split('\n')
    .find((each) => each.endsWith(` ${ref}`));
  return line?.slice(0, 40) ?? '';
}

function read(path: string): string {
  try {
    return readFileSync(join(ROOT, path), 'utf8').trim();
  } catch {
    return '';
  }
}
