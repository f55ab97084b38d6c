import type { Filter } from './filter.ts';

/** What is found by an index, because the filter cannot hold without it. */
export interface Lookup {
  readonly by: string;
  readonly value: string;
}

/**
 * An equality with one of these attributes that must hold for the whole filter to hold, as directories ask before
 * they make or change anything; undefined where everything has to be looked at.
 */
export function lookupOf(filter: Filter, indexed: ReadonlySet<string>): Lookup | undefined {
  if (filter.kind === 'and') return lookupOf(filter.left, indexed) ?? lookupOf(filter.right, indexed);
  if (filter.kind === 'values') {
    const inner = lookupOf(filter.filter, new Set(['value']));
    const by = filter.path.name;
    return inner !== undefined && indexed.has(by) ? { by, value: inner.value } : undefined;
  }
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || typeof filter.value !== 'string')
    return undefined;
  const { name, sub } = filter.path;
  return indexed.has(name) && (sub === null || sub === 'value')
    ? { by: name, value: filter.value }
    : undefined;
}
