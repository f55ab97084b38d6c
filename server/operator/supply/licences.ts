import type { Part } from './lock-file.ts';

/** Licences that go with AGPL-3.0 in one work (SPDX names). */
const COMPATIBLE: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'PSF-2.0',
  'Unlicense',
  'Zlib',
]);

/** Packages whose lock entry names no licence, read by hand. */
const READ_BY_HAND: Readonly<Record<string, string>> = { 'png-js': 'MIT' };

/** The licence of a part as it was declared, or as its text says. */
export function licenceOf({ name, licence }: Pick<Part, 'name' | 'licence'>): string | undefined {
  return licence ?? READ_BY_HAND[name];
}

/** A sentence for each part whose licence does not go with this project's, or is not known. */
export function licenceProblems(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => {
    const licence = licenceOf(part);
    const place = `${part.name} ${part.version}`;
    if (licence === undefined) return [`${place} names no licence; read its text and write it down.`];
    return isCompatible(licence) ? [] : [`${place} is under ${licence}, which is not on the list.`];
  });
}

/** SPDX expressions as they occur: one name, or names joined by one kind of operator. */
function isCompatible(expression: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  if (/ AND /.test(bare)) return bare.split(' AND ').every(isCompatible);
  return bare.split(' OR ').some((name) => COMPATIBLE.has(name));
}
