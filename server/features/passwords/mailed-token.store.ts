import type { DeviceOrigin, Profile } from '#server/features/identity/index.ts';
import { type Db, type Statement, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import { doorProof, refusing } from '#server/security/tenancy/index.ts';
import { type Renewal, renewalProof } from './password.store.ts';

export type MailedPurpose = 'password_reset' | 'email_change';

/** A link or code about to be mailed. For nobody (null) nothing is kept. */
export interface MailedToken {
  readonly id: string;
  readonly userId: string | null;
  readonly purpose: MailedPurpose;
  readonly digest: Buffer;
  readonly minutes: number;
  readonly email?: { readonly sealed: Sealed<string>; readonly digest: Buffer };
}

const save = statement<
  [
    string,
    string | null,
    MailedPurpose,
    Buffer,
    number,
    Sealed<string> | null,
    Buffer | null,
    string,
    Buffer,
  ],
  never
>('select app.save_mailed_token($1, $2, $3, $4, $5, $6, $7, $8, $9)');
const findEmailChange = statement<[string, Buffer], { id: string; sealed_email: Sealed<string> }>(
  'select * from app.find_email_change($1, $2)',
);
const changeEmail = statement<
  [string, string, Sealed<DeviceOrigin>, Buffer, Sealed<Profile>, string, Buffer],
  { ok: boolean }
>('select app.change_email($1, $2, $3, $4, $5, $6, $7) as ok');

export function mailedTokenStore(db: Db) {
  const run = <P extends readonly unknown[], R>(query: Statement<P, R>, values: P): Promise<R[]> =>
    refusing(() => db.run(query, values));
  return {
    save: ({ id, userId, purpose, digest, minutes, email }: MailedToken) =>
      run(save, [
        id,
        userId,
        purpose,
        digest,
        minutes,
        email?.sealed ?? null,
        email?.digest ?? null,
        ...doorProof(db, `mailed ${id} ${purpose}`),
      ]),
    findEmailChange: async (session: string, code: Buffer) =>
      (await run(findEmailChange, [session, code]))[0],
    /** False where the code is used up, or the address has become somebody else's. */
    changeEmail: async (renewal: Renewal, code: Buffer, profile: Sealed<Profile>) => {
      const { session, id, origin } = renewal;
      const proof = renewalProof(db, renewal);
      return (await run(changeEmail, [session, id, origin, code, profile, ...proof]))[0]?.ok === true;
    },
  };
}

export function mailedEmailContext(id: string) {
  return { table: 'mailed_tokens', row: id, use: 'email' } as const;
}
