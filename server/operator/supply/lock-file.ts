import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Entry = z.object({
  version: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional(),
  dev: z.boolean().optional(),
  optional: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  devDependencies: z.record(z.string(), z.string()).optional(),
});
const LockFile = z.object({ name: z.string(), version: z.string(), packages: z.record(z.string(), Entry) });
export type LockFile = z.infer<typeof LockFile>;

/** One package that is installed, as the lock file pins it. */
export interface Part {
  readonly name: string;
  readonly version: string;
  /** As in `sha512-…` (Subresource Integrity). */
  readonly integrity: string | undefined;
  readonly licence: string | undefined;
  /** Needed to build and test alone. */
  readonly dev: boolean;
  /** Asked for by the project itself. */
  readonly direct: boolean;
}

export function readLockFile(root: string): LockFile {
  return LockFile.parse(JSON.parse(readFileSync(`${root}/package-lock.json`, 'utf8')));
}

/** Every package of the lock file once, by name and version. */
export function partsOf({ packages }: LockFile): Part[] {
  const asked = { ...packages['']?.dependencies, ...packages['']?.devDependencies };
  const parts = new Map<string, Part>();
  for (const [path, entry] of Object.entries(packages)) {
    const name = path.split('node_modules/').at(-1) ?? '';
    const { version, integrity, license: licence, dev = false } = entry;
    if (path === '' || version === undefined) continue;
    const direct = path === `node_modules/${name}` && name in asked;
    const known = parts.get(`${name}@${version}`);
    parts.set(`${name}@${version}`, {
      name,
      version,
      integrity,
      licence,
      dev: dev && (known?.dev ?? true),
      direct: direct || known?.direct === true,
    });
  }
  return [...parts.values()].sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}
