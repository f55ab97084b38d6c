import { Id } from '#contracts/common.ts';
import { SCIM_GROUP, type ScimGroupWrite } from '#contracts/scim.ts';
import type { Askable } from './filter/matches.ts';
import type { DirectoryGroup } from './group.store.ts';
import type { Draft, Patchable } from './patch/apply-patch.ts';
import { refusal } from './refusal.ts';

/** A group as a directory sends it: its members by their ids here, each once. */
export interface SentGroup {
  readonly group: DirectoryGroup;
  readonly members: readonly string[];
}

const one = { kind: 'one' } as const;
const fixed = { kind: 'fixed' } as const;

export const patchableGroup: Patchable = {
  urn: SCIM_GROUP,
  attributes: {
    schemas: { kind: 'unkept' },
    id: fixed,
    meta: fixed,
    externalId: one,
    displayName: one,
    members: { kind: 'many', parts: { value: 'exact', display: 'text', type: 'text', $ref: 'exact' } },
  },
};

export const askableGroup: Askable = {
  id: 'exact',
  externalid: 'exact',
  displayname: 'text',
  members: { value: 'exact', display: 'text' },
  meta: { resourcetype: 'exact', created: 'moment', lastmodified: 'moment' },
};

/** @throws AppError invalidValue for a member that can be no id of ours. */
export function readGroup({ displayName, externalId, members }: ScimGroupWrite): SentGroup {
  const ids = (members ?? []).map(({ value }) => idOf(value));
  return {
    group: { displayName, externalId: externalId === undefined || externalId === '' ? null : externalId },
    members: [...new Set(ids)],
  };
}

/** The same group as something PATCH can work on. */
export function draftOfGroup({ group, members }: SentGroup): Draft {
  return { ...group, members: members.map((value) => ({ value })) };
}

// What is no id is answered like an id that is nobody's.
function idOf(value: string): string {
  const id = Id.safeParse(value);
  if (!id.success) throw unknownMember();
  return id.data;
}

export function unknownMember() {
  return refusal('invalidValue', 'A member of the group is nobody here.');
}
