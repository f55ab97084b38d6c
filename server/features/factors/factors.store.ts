import { type Db, type Statement, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import { refusing } from '#server/security/tenancy/index.ts';

export interface TotpRow {
  readonly user_id: string;
  readonly sealed_secret: Sealed<string>;
  readonly confirmed: boolean;
}

type Ok = { ok: boolean };

const beginTotp = statement<[string, Buffer], Ok>('select app.begin_totp($1, $2) as ok');
const myTotp = statement<[string], TotpRow>('select * from app.my_totp($1)');
const spendStep = statement<[string, number], Ok>('select app.use_totp_step($1, $2) as ok');
const confirmTotp = statement<[string, Buffer, number, Buffer[]], Ok>(
  'select app.confirm_totp($1, $2, $3, $4) as ok',
);
const endTotp = statement<[string], Ok>('select app.end_totp($1) as ok');
const replaceCodes = statement<[string, Buffer[]], Ok>('select app.replace_backup_codes($1, $2) as ok');
const spendCode = statement<[string, Buffer], { left: number | null }>(
  'select app.use_backup_code($1, $2) as left',
);

/** The factors of the person a session belongs to. Every function of the database asks that session first. */
export function factorStore(db: Db) {
  const run = <P extends readonly unknown[], R>(query: Statement<P, R>, values: P): Promise<R[]> =>
    refusing(() => db.run(query, values));
  const done = async <P extends readonly unknown[]>(query: Statement<P, Ok>, values: P) =>
    (await run(query, values))[0]?.ok === true;
  return {
    /** False where an authenticator app is in use already. */
    beginTotp: (session: string, secret: Sealed<string>) => done(beginTotp, [session, secret]),
    myTotp: async (session: string) => (await run(myTotp, [session]))[0],
    /** False when this step, or a later one, was spent before. */
    spendStep: (session: string, step: number) => done(spendStep, [session, step]),
    /** False when this secret is not, or no longer, the one that waits. */
    confirmTotp: (session: string, secret: Sealed<string>, step: number, codes: Buffer[]) =>
      done(confirmTotp, [session, secret, step, codes]),
    endTotp: (session: string) => done(endTotp, [session]),
    /** False without a strong factor. */
    replaceCodes: (session: string, codes: Buffer[]) => done(replaceCodes, [session, codes]),
    /** How many are left; null when this one is not there, or spent. */
    spendCode: async (session: string, code: Buffer) =>
      (await run(spendCode, [session, code]))[0]?.left ?? null,
  };
}
