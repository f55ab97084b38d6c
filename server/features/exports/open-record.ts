import { type KeyScope, SEAL_ROW_SEPARATOR } from '#server/security/crypto/index.ts';
import type { Shape } from './columns.ts';
import type { RawRecord } from './record.store.ts';

/** A row as it goes out: its sealed columns opened, under their name without `sealed_`. */
export function openRecord<T extends object = Readonly<Record<string, unknown>>>(
  scope: KeyScope,
  shape: Shape,
  { plain, sealed }: RawRecord<T>,
): T {
  const opened = shape.sealed.map(({ column, seal }, index): [string, unknown] => {
    const blob = sealed[index] ?? null;
    const row = seal.row.map((name) => String(named(plain, name))).join(SEAL_ROW_SEPARATOR);
    const context = { table: shape.table.replace(/^app\./, ''), row, use: seal.use };
    const value = blob === null ? null : scope.unseal(context, blob);
    return [openName(column), withoutNames(value, shape.without?.[column] ?? [])];
  });
  return { ...plain, ...Object.fromEntries(opened) };
}

function named(row: object, name: string): unknown {
  return Object.entries(row).find(([key]) => key === name)?.[1];
}

export const openName = (column: string): string => column.replace(/^sealed_/, '');

/** The same without what has one of these names, however deep it stands. */
function withoutNames(value: unknown, names: readonly string[]): unknown {
  if (names.length === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withoutNames(item, names));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !names.includes(name))
      .map(([name, inner]) => [name, withoutNames(inner, names)]),
  );
}
