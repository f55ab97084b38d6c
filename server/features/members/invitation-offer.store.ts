import type { Role } from '#contracts/common.ts';
import type { Profile } from '#server/features/identity/index.ts';
import type { MemberProfile, WorkspaceProfile } from '#server/features/workspaces/index.ts';
import { type Db, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import { refusing } from '#server/security/tenancy/index.ts';

export interface InvitationOfferRow {
  readonly workspace_id: string;
  readonly id: string;
  readonly role: Role;
  readonly workspace_profile: Sealed<WorkspaceProfile>;
  readonly inviter_id: string;
  readonly sealed_email: Sealed<string>;
  readonly expires_at: string;
}

const find = statement<[Buffer], InvitationOfferRow>('select * from app.find_invitation($1)');
const accept = statement<[string, Buffer, Buffer], never>('select * from app.accept_invitation($1, $2, $3)');
const rename = statement<[string, Buffer], never>('select app.save_profile($1, $2)');

/** Invitations as whoever holds the link meets them, before they are a member. */
export function invitationOfferStore(db: Db) {
  return {
    find: async (token: Buffer) => (await db.run(find, [token]))[0],
    /** The database checks token, session and that the session is the invited person's. */
    accept: (sessionId: string, token: Buffer, profile: Sealed<MemberProfile>) =>
      refusing(() => db.run(accept, [sessionId, token, profile])),
    rename: (sessionId: string, profile: Sealed<Profile>) => db.run(rename, [sessionId, profile]),
  };
}
