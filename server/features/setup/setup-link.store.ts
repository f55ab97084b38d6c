import { type Db, statement } from '#server/platform/db/index.ts';

const isSetUp = statement<[], { yes: boolean }>('select app.is_set_up() as yes');
const save = statement<[Buffer, number], { ok: boolean }>('select app.save_setup_link($1, $2) as ok');
const redeem = statement<[Buffer], { ok: boolean }>('select app.redeem_setup_link($1) as ok');

export function setupLinkStore(db: Db) {
  return {
    /** Whether there is a workspace; throw-away ones of proof runs do not count. */
    isSetUp: async () => (await db.run(isSetUp, []))[0]?.yes === true,
    /** False once there is. */
    save: async (token: Buffer, minutes: number) => (await db.run(save, [token, minutes]))[0]?.ok === true,
    /** Uses the link up; false for one that is unknown, over or used. */
    redeem: async (token: Buffer) => (await db.run(redeem, [token]))[0]?.ok === true,
  };
}
