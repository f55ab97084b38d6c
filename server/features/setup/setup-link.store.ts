import { type Db, statement } from '#server/platform/db/index.ts';

const count = statement<[], { n: string }>('select app.user_count() as n');
const save = statement<[Buffer, number], { ok: boolean }>('select app.save_setup_link($1, $2) as ok');
const redeem = statement<[Buffer], { ok: boolean }>('select app.redeem_setup_link($1) as ok');

export function setupLinkStore(db: Db) {
  return {
    countUsers: async () => (await db.run(count, []))[0]?.n,
    /** False once someone has an account. */
    save: async (token: Buffer, minutes: number) => (await db.run(save, [token, minutes]))[0]?.ok === true,
    /** Uses the link up; false for one that is unknown, over or used. */
    redeem: async (token: Buffer) => (await db.run(redeem, [token]))[0]?.ok === true,
  };
}
