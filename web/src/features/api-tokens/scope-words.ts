import { SCOPE_NEEDS, Scope } from '#contracts/access.ts';

interface ScopeGroup {
  readonly name: string;
  readonly scopes: readonly { readonly scope: Scope; readonly does: string }[];
}

/** What a token may be made for, in the words of whoever makes it. */
export const SCOPE_GROUPS: readonly ScopeGroup[] = [
  {
    name: 'Cases',
    scopes: [
      { scope: 'cases:read', does: 'List, search and read cases' },
      { scope: 'cases:create', does: 'File new cases, and see none' },
      { scope: 'cases:write', does: 'Create, edit, submit and staff them' },
      { scope: 'cases:review', does: 'Decide reviews and publish' },
      { scope: 'comments:write', does: 'Comment' },
      { scope: 'evidence:write', does: 'Add and remove files' },
    ],
  },
  {
    name: 'Contacts',
    scopes: [
      { scope: 'work:read', does: 'Read them' },
      { scope: 'work:write', does: 'Enter and change them' },
    ],
  },
  {
    name: 'Workspace',
    scopes: [
      { scope: 'members:read', does: 'List members' },
      { scope: 'templates:write', does: 'Change templates, tags and categories' },
      { scope: 'lists:export', does: 'Export lists' },
      { scope: 'audit:read', does: 'Read and export the audit log' },
    ],
  },
];

/** With this one more, and with what it counts for nothing without. */
export function withScope(scopes: readonly Scope[], scope: Scope): Scope[] {
  const needed = SCOPE_NEEDS[scope];
  return Scope.options.filter((one) => scopes.includes(one) || one === scope || one === needed);
}

/** Without it, and without those that count for nothing then. */
export function withoutScope(scopes: readonly Scope[], scope: Scope): Scope[] {
  return scopes.filter((one) => one !== scope && SCOPE_NEEDS[one] !== scope);
}
