import { MOST_RESOURCES, SCIM_LIST, type ScimProjection, type ScimQuery } from '#contracts/scim.ts';
import { pathOf } from './filter/parse-filter.ts';
import { refusal } from './refusal.ts';

/** Where a page begins, from 0, and how long it is: bent into bounds (RFC 7644, 3.4.2.4). */
export function pageOf({ startIndex = 1, count = 100 }: ScimQuery): { offset: number; limit: number } {
  return { offset: Math.max(1, startIndex) - 1, limit: Math.min(MOST_RESOURCES, Math.max(0, count)) };
}

export interface Listed<Resource> {
  readonly schemas: string[];
  readonly totalResults: number;
  readonly itemsPerPage: number;
  readonly startIndex: number;
  readonly Resources: Resource[];
}

export function listOf<Resource>(total: number, offset: number, items: Resource[]): Listed<Resource> {
  return {
    schemas: [SCIM_LIST],
    totalResults: total,
    itemsPerPage: items.length,
    startIndex: offset + 1,
    Resources: items,
  };
}

/** Always there, whatever is asked for (RFC 7643, 7: returned "always"). */
const ALWAYS: ReadonlySet<string> = new Set(['schemas', 'id']);

/**
 * Leaves of a resource what was asked for (RFC 7644, 3.9); of an attribute with parts all of them.
 * @throws AppError invalidValue where both are given or a name is none.
 */
export function projector<Resource extends { readonly schemas: string[]; readonly id: string }>({
  attributes,
  excludedAttributes,
}: ScimProjection): (resource: Resource) => Resource {
  if (attributes === undefined && excludedAttributes === undefined) return (resource) => resource;
  if (attributes !== undefined && excludedAttributes !== undefined)
    throw refusal('invalidValue', 'Either attributes or excludedAttributes.');
  const named = namesIn(attributes ?? excludedAttributes ?? '');
  const keeps = (name: string) =>
    ALWAYS.has(name) || named.has(name.toLowerCase()) === (attributes !== undefined);
  return ({ schemas, id, ...rest }) =>
    ({
      schemas,
      id,
      ...Object.fromEntries(Object.entries(rest).filter(([name]) => keeps(name))),
    }) as Resource;
}

function namesIn(list: string): ReadonlySet<string> {
  const names = list.split(',').map((word) => pathOf(word.trim())?.name);
  return new Set(
    names.map((name) => {
      if (name === undefined) throw refusal('invalidValue', 'This is no name of an attribute.');
      return name;
    }),
  );
}
