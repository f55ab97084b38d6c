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
  /** Changes whenever somebody joins or is called otherwise: a key for the names of people. */
  readonly peopleVersion: number;
  /** The API token that acts in the user's name, or the directory's token; null: the user does. */
  readonly tokenId: string | null;
  /** What the token may do at most; null: no token, no such limit. */
  readonly scopes: readonly ActingScope[] | null;
}

/** What `app.enter` answers with. */
export interface Entered {
  readonly user: string;
  readonly member: string;
  readonly role: Role;
  readonly assigned: boolean;
  readonly policies: Policies;
  readonly version: number;
  readonly people: number;
  readonly token: string | null;
  readonly scopes: readonly ActingScope[] | null;
}

export function actorFrom(entered: Entered, workspaceId: string): Actor {
  return {
    kind: kindOf(entered),
    userId: entered.user,
    workspaceId,
    membershipId: entered.member,
    role: entered.role,
    rank: RANK[entered.role],
    assignedOnly: entered.assigned,
    policies: entered.policies,
    workspaceVersion: entered.version,
    peopleVersion: entered.people,
    tokenId: entered.token,
    scopes: entered.scopes,
  };
}

function kindOf({ token, scopes }: Entered): Actor['kind'] {
  if (token === null) return 'user';
  return scopes?.includes('scim') ? 'scim' : 'token';
}
