import type { GivenRole, SsoConnection, SsoConnectionPatch } from '#contracts/sso.ts';

export type RoleDraft = { key: number; group: string; role: GivenRole };

export type MappingDraft = {
  email: string;
  name: string;
  groups: string;
  roles: readonly RoleDraft[];
  joinRole: GivenRole | '';
  unasked: boolean;
};

export function draftOf({ mapping, joinRole, unasked }: SsoConnection): MappingDraft {
  return {
    email: mapping.email ?? '',
    name: mapping.name ?? '',
    groups: mapping.groups ?? '',
    roles: mapping.roles.map((one, key) => ({ ...one, key })),
    joinRole: joinRole ?? '',
    unasked,
  };
}

/** Empty names are found by themselves; rows without a group are none. */
export function patchOf(draft: MappingDraft): SsoConnectionPatch {
  const named = (text: string) => (text.trim() === '' ? null : text.trim());
  return {
    mapping: {
      email: named(draft.email),
      name: named(draft.name),
      groups: named(draft.groups),
      roles: draft.roles.flatMap(({ group, role }) =>
        group.trim() === '' ? [] : [{ group: group.trim(), role }],
      ),
    },
    joinRole: draft.joinRole === '' ? null : draft.joinRole,
    unasked: draft.unasked,
  };
}

export function withRole(draft: MappingDraft, role: GivenRole): MappingDraft {
  const key = Math.max(-1, ...draft.roles.map((one) => one.key)) + 1;
  return { ...draft, roles: [...draft.roles, { key, group: '', role }] };
}
