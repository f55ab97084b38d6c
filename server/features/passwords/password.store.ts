import type { SessionStage } from '#contracts/identity.ts';
import type { DeviceOrigin, Profile } from '#server/features/identity/index.ts';
import { type Db, type Statement, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import { doorProof, refusing } from '#server/security/tenancy/index.ts';

export interface PasswordRow {
  readonly hash: string;
  /** Made by the system: good for one sign-in. */
  readonly temporary: boolean;
  /** The breach corpus has not been asked yet. */
  readonly recheck: boolean;
}

/** The session that goes on in the place of another. */
export interface Renewal {
  readonly session: string;
  readonly id: string;
  readonly origin: Sealed<DeviceOrigin>;
  readonly stage: SessionStage;
}

export interface ResetRow {
  readonly user_id: string;
  readonly sealed_profile: Sealed<Profile>;
}

const find = statement<[string, string, Buffer], PasswordRow>('select * from app.find_password($1, $2, $3)');
const spend = statement<[string, string], { ok: boolean }>(
  'select app.spend_temporary_password($1, $2) as ok',
);
const rehash = statement<[string, string, string, string, Buffer], never>(
  'select app.rehash_password($1, $2, $3, $4, $5)',
);
const settle = statement<[string, string, boolean], never>('select app.settle_password_check($1, $2, $3)');
const set = statement<[string, string, Buffer, SessionStage, string, boolean, string, Buffer], never>(
  'select app.set_password($1, $2, $3, $4, $5, $6, $7, $8)',
);
const remove = statement<[string, string, Buffer, string, Buffer], { ok: boolean }>(
  'select app.remove_password($1, $2, $3, $4, $5) as ok',
);
const findReset = statement<[Buffer], ResetRow>('select * from app.find_password_reset($1)');
const redeemReset = statement<[Buffer, string, boolean], { user: string | null }>(
  'select app.redeem_password_reset($1, $2, $3) as user',
);

/** Passwords are before any workspace: everything goes through the definer functions of migration 0030. */
export function passwordStore(db: Db) {
  const run = <P extends readonly unknown[], R>(query: Statement<P, R>, values: P): Promise<R[]> =>
    refusing(() => db.run(query, values));
  return {
    find: async (user: string) => (await run(find, [user, ...doorProof(db, `password ${user}`)]))[0],
    /** Whether this use was the one: a temporary password is gone with it. */
    spend: async (user: string, hash: string) => (await run(spend, [user, hash]))[0]?.ok === true,
    rehash: (user: string, old: string, fresh: string) =>
      run(rehash, [user, old, fresh, ...doorProof(db, `rehash ${user} ${fresh}`)]),
    settleCheck: (user: string, hash: string, breached: boolean) => run(settle, [user, hash, breached]),
    /** Every other session ends, and this one goes on as `renewal` says. */
    set: (renewal: Renewal, hash: string, recheck: boolean) => {
      const { session, id, origin, stage } = renewal;
      return run(set, [session, id, origin, stage, hash, recheck, ...renewalProof(db, renewal)]);
    },
    /** The same without a password; false where there was none. */
    remove: async (renewal: Renewal) => {
      const { session, id, origin } = renewal;
      return (await run(remove, [session, id, origin, ...renewalProof(db, renewal)]))[0]?.ok === true;
    },
    findReset: async (token: Buffer) => (await run(findReset, [token]))[0],
    /** Whose password it is now, or null for a token that is used up. */
    redeemReset: async (token: Buffer, hash: string, recheck: boolean) =>
      (await run(redeemReset, [token, hash, recheck]))[0]?.user ?? null,
  };
}

export function renewalProof(db: Db, { session, id, stage }: Renewal) {
  return doorProof(db, `renew ${session} ${id} ${stage}`);
}
