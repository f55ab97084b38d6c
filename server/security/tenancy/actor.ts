import type { ActingScope, Policies } from '#contracts/access.ts';
import { RANK, type Role } from '#contracts/common.ts';

/** Who acts, as the database itself found out on this very request. */
export interface Actor {
  readonly kind: 'user' | 'token' | 'scim' | 'system';
  /** The person; for a directory its own id, which is nobody's. */
  readonly userId: string;
  readonly workspaceId: string;
  readonly membershipId: string;
  readonly role: Role;
  readonly rank: number;
  /** Sees only records they own, staff or were granted. */
  readonly assignedOnly: boolean;
  /** The workspace's answers to the "by policy" cells of the role table. */
  readonly policies: Policies;
  /** Changes with every change of the workspace's settings: a key for what is derived from them. */
  readonly workspaceVersion: number;
  /** The API token that acts in the user's name, or the directory's token; null: the user does. */
  readonly tokenId: string | null;
  /** What the token may do at most; null: no token, no such limit. */
  readonly scopes: readonly ActingScope[] | null;
}

/** The row `app.enter` answers with. */
export interface EnteredRow {
  readonly entered_user: string;
  readonly entered_member: string;
  readonly entered_role: Role;
  readonly entered_assigned_only: boolean;
  readonly entered_policies: Policies;
  readonly entered_version: number;
  readonly entered_token: string | null;
  readonly entered_scopes: readonly ActingScope[] | null;
}

export function actorFrom(row: EnteredRow, workspaceId: string): Actor {
  return {
    kind: kindOf(row),
    userId: row.entered_user,
    workspaceId,
    membershipId: row.entered_member,
    role: row.entered_role,
    rank: RANK[row.entered_role],
    assignedOnly: row.entered_assigned_only,
    policies: row.entered_policies,
    workspaceVersion: row.entered_version,
    tokenId: row.entered_token,
    scopes: row.entered_scopes,
  };
}

function kindOf({ entered_token, entered_scopes }: EnteredRow): Actor['kind'] {
  if (entered_token === null) return 'user';
  return entered_scopes?.includes('scim') ? 'scim' : 'token';
}
