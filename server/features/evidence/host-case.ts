import type { GrantLevel } from '#server/security/access/index.ts';

/** As much of a case as a decision about its files reads. */
export interface HostCase {
  readonly id: string;
  readonly type: string;
  readonly state: string;
  readonly revisionNeeded: boolean;
  readonly legalHold: boolean;
  readonly ownerId: string;
  readonly restricted: boolean;
  readonly myGrant: GrantLevel | null;
  readonly iAmStaff: boolean;
  readonly preset: string;
}
